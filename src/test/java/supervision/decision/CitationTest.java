package supervision.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CitationTest {

    private static final Text ACT = new Text("食品安全法", "Food Safety Law");
    private static final Text NOTICE = new Text("印发《方案》的通知", "Notice of the plan (No. 3 of 2026)");

    @Test
    void aClauseIsCitedAsALawyerDoes() {
        assertThat(Citation.called(ACT, null, "第一百三十五条"))
                .isEqualTo(new Text("《食品安全法》第一百三十五条", "Food Safety Law, 第一百三十五条"));
        assertThat(Citation.called(NOTICE, "国办发〔2026〕3号", "（六）2"))
                .isEqualTo(new Text("《印发〈方案〉的通知》（国办发〔2026〕3号）（六）2", "Notice of the plan (No. 3 of 2026), （六）2"));
    }

    @Test
    void whatIsNotKnownIsSaidAndTheWholeTextHasNoPlace() {
        assertThat(Citation.called(ACT, null, Citation.UNCHECKED))
                .isEqualTo(new Text("《食品安全法》（条号未核对）", "Food Safety Law (number of the article not checked)"));
        assertThat(Citation.called(ACT, null, Citation.WHOLE)).isEqualTo(new Text("《食品安全法》", "Food Safety Law"));
    }
}
