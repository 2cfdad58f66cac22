using Guildhall.App.Search;

namespace Guildhall.Tests.App.Search;

/// <summary>Which words a text has.</summary>
public sealed class WordTests
{
    [Theory]
    [InlineData("Éclair Cloud-Security, for AWS™ 2.0", "eclair cloud security for aws 2 0")]
    [InlineData("ＦＵＬＬ ｗｉｄｔｈ", "full width")]
    [InlineData("Łęka Ørsk Ñandú Žába Çınar", "leka orsk nandu zaba cinar")]
    [InlineData("Αύρα ΣΟΦΌΣ σοφος", "αυρα σοφοσ")]
    [InlineData("Ёлка Йод", "елка иод")]
    [InlineData("北辰Cloud青", "北 辰 cloud 青")]
    [InlineData("e\u0301cole", "ecole")]
    [InlineData("שלום עולם", "שלום עולם")]
    [InlineData("😀😀 🎉rocket🎉", "rocket")]
    [InlineData("a b a", "b a")]
    [InlineData("' OR 1=1; DROP TABLE products;--", "or 1 drop table products")]
    [InlineData("NEAR(\"x\" *) AND -col:^y", "near x and col y")]
    [InlineData("\ud83d x \udc00", "x")]
    [InlineData("", "")]
    public void A_text_has_these_words(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));

    [Fact]
    public void Marks_without_end_belong_to_one_word_that_is_cut()
    {
        var word = Assert.Single(SearchWords.Of("z" + new string('\u0335', 10_000) + new string('a', 10_000)));

        Assert.Equal(64, word.Length);
    }

    [Fact]
    public void Every_character_and_every_half_of_a_pair_has_an_answer()
    {
        for (var c = 0; c <= char.MaxValue; c++) Assert.True(SearchWords.Of($"a{(char)c}{(char)(c ^ 0x400)} b").Count >= 1);
    }

    [Theory]
    [InlineData("montior", "monitor", true)]
    [InlineData("monitr", "monitor", true)]
    [InlineData("monnitor", "monitor", true)]
    [InlineData("manitor", "monitor", true)]
    [InlineData("onitor", "monitor", true)]
    [InlineData("monitors", "monitor", true)]
    [InlineData("mointro", "monitor", false)]
    [InlineData("mon", "monitor", false)]
    public void One_typing_error_is_one_letter_or_one_swap(string typed, string meant, bool forgiven) =>
        Assert.Equal(forgiven, Typing.OneErrorApart(typed, meant, beginning: false));

    [Theory]
    [InlineData("monti", "monitoring", true)]
    [InlineData("mnoi", "monitoring", true)]
    [InlineData("xonit", "monitoring", true)]
    [InlineData("mxxit", "monitoring", false)]
    public void An_unfinished_word_may_have_one_error_too(string typed, string meant, bool forgiven) =>
        Assert.Equal(forgiven, Typing.OneErrorApart(typed, meant, beginning: true));

    [Fact]
    public void Synonyms_hold_both_ways_and_a_word_may_be_in_several_groups()
    {
        var synonyms = Synonyms.Parse("ci cicd\ncd cicd # comment words\n\n");

        Assert.Equal(["cicd"], synonyms.Of("ci"));
        Assert.Equal(["cd", "ci"], synonyms.Of("cicd"));
        Assert.Empty(synonyms.Of("comment"));
    }

    [Fact]
    public void The_synonyms_that_come_with_Guildhall_are_read() => Assert.Contains("kubernetes", Synonyms.Parse(Synonyms.Own).Of("k8s"));

    [Fact]
    public void The_words_met_are_marked_where_they_stand()
    {
        var marks = new Highlighting(new HashSet<string> { "eclair", "cloud" }).Of("The Éclair of cloud, Cloudy");

        Assert.Equal([new Stretch(4, 6), new Stretch(14, 5)], marks);
    }
}
