package supervision;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * Tests through HTTP or in a browser on a service that knows the demo register and nothing else, on a day that stays. All
 * classes that carry it share one service, and none of them adds a record: that is for {@link ServiceTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "supervision.demo=true",
            "supervision.cases=fixtures/objection"
        })
@Import(StoppedClock.class)
public @interface DemoServiceTest {}
