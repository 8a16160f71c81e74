package supervision.intake;

/** Valid credit codes that nobody holds: the organisation part is made up. */
public final class CreditCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CreditCodes() {}

    public static String of(int number) {
        return withCheck("91370116MAX" + String.format("%06d", number));
    }

    static String withWrongCheck(int number) {
        String code = of(number);
        char check = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(17)) + 1) % 31);
        return code.substring(0, 17) + check;
    }

    private static String withCheck(String first) {
        int sum = 0;
        int weight = 1;
        for (char character : first.toCharArray()) {
            sum += ALPHABET.indexOf(character) * weight;
            weight = weight * 3 % 31;
        }
        return first + ALPHABET.charAt((31 - sum % 31) % 31);
    }
}
