namespace Guildhall.App.Search;

/// <summary>
/// What a character counts as in a search: small, without accents, full-width forms as plain ones. The runtime's normalization is of no use here, because
/// Guildhall runs without culture data; the table says what NFKD would for the Latin, Greek and Cyrillic letters that names are written in.
/// </summary>
internal static class Letters
{
    /// <summary>Parts words.</summary>
    public const char Separator = '\0';

    /// <summary>Belongs to the word, but is passed over: a combining mark.</summary>
    public const char Mark = '\u0001';

    private static readonly string[] Accented =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặ", "bḃḅḇƀ", "cçćĉċčḉ", "dďđḋḍḏḑḓ", "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fḟ", "gĝğġģǥǧǵḡ", "hĥħȟḣḥḧḩḫẖ",
        "iìíîïĩīĭįıǐȉȋḭḯỉị", "jĵǰ", "kķǩḱḳḵ", "lĺļľŀłḷḹḻḽ", "mḿṁṃ", "nñńņňŉǹṅṇṉṋ", "oòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ", "sśŝşšșṡṣṥṧṩſẛ", "tţťŧțṫṭṯṱẗ", "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉẘ", "xẋẍ", "yýÿŷȳẏẙỳỵỷỹ", "zźżžƶẑẓẕ",
        "αάἀἁἂἃἄἅἆἇὰάᾶ", "εέἐἑὲέ", "ηήἠἡὴήῆ", "ιίϊΐἰἱὶίῖ", "οόὀὁὸό", "υύϋΰὐὑὺύῦ", "ωώὠὡὼώῶ", "σς", "еѐё", "иѝй", "гѓ", "кќ", "уў", "іï",
    ];

    private static readonly char[] Table = Make();

    /// <summary>The letter or digit it counts as, or <see cref="Separator"/>, or <see cref="Mark"/>.</summary>
    public static char Fold(char c) => Table[c];

    /// <summary>Whether it is a word by itself: scripts that are written without blanks.</summary>
    public static bool StandsAlone(char c) => c is >= '\u3041' and (<= '\u30ff' or >= '\u3400') and (<= '\u9fff' or (>= '\uf900' and <= '\ufaff')) && Table[c] > Mark;

    private static char[] Make()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++) table[i] = Plain((char)i);
        foreach (var row in Accented)
        {
            foreach (var letter in row) (table[letter], table[char.ToUpperInvariant(letter)]) = (row[0], row[0]);
        }

        (table['İ'], table['ẞ']) = ('i', 'ß');
        return table;
    }

    private static char Plain(char c)
    {
        if (c is >= '\uff01' and <= '\uff5e') c = (char)(c - '\uff01' + '!');
        if (char.IsLetterOrDigit(c) || char.IsNumber(c)) return char.ToLowerInvariant(c);
        return char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark ? Mark : Separator;
    }
}
