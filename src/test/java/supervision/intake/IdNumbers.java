package supervision.intake;

/** Resident ID numbers with the right check character; the places and people are made up. */
final class IdNumbers {

    private IdNumbers() {}

    /** @param birth eight digits */
    static String bornOn(String birth) {
        String first = "000000".replace('0', '9') + birth + "001";
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int weight = 1;
            for (int j = 0; j < 17 - i; j++) {
                weight = weight * 2 % 11;
            }
            sum += (first.charAt(i) - '0') * weight;
        }
        return first + "10X98765432".charAt(sum % 11);
    }
}
