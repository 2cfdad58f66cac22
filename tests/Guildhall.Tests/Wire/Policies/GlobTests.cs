using FsCheck;
using FsCheck.Fluent;
using Guildhall.Wire.Policies.Patterns;

namespace Guildhall.Tests.Wire.Policies;

public sealed class GlobTests
{
    private const int Random = 20_000;
    private static readonly Gen<string> Patterns = Text("ab?*é");
    private static readonly Gen<string> Texts = Text("abcé");

    [Fact]
    public void S20_A_pattern_matches_what_its_definition_matches()
    {
        var matched = 0;
        var property = Prop.ForAll(Gen.Zip(Patterns, Texts).ToArbitrary(), pair =>
        {
            var expected = NaiveGlob.Matches(pair.Item1, pair.Item2);
            matched += expected ? 1 : 0;
            return Compile(pair.Item1).Matches(pair.Item2) == expected;
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Random), property);
        Assert.InRange(matched, Random / 20, Random);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(20_000)]
    public void A_pattern_of_any_length_matches(int length)
    {
        var text = new string('a', length);

        Assert.True(Compile("?" + text[1..]).Matches(text));
        Assert.True(Compile("*" + text).Matches(text));
        Assert.True(Compile("*b" + text + "?").Matches("xb" + text + "y"));
        Assert.False(Compile("*b" + text).Matches(text));
        Assert.False(Compile("?" + text).Matches(text));
    }

    [Fact]
    public void S20_2048_stars_cost_one_step_a_character()
    {
        Assert.InRange(StepsOf(Stars("*"), new string('a', 2048)), 0, 2048);
        Assert.InRange(StepsOf(Stars("*") + "b", new string('a', 2048)), 2048, 2048);
    }

    [Theory]
    [InlineData("*a")]
    [InlineData("a*")]
    [InlineData("*?")]
    [InlineData("*a?a")]
    public void S20_The_steps_grow_with_the_text_and_not_with_the_ways_to_match(string piece)
    {
        var pattern = Stars(piece) + "b";
        var states = pattern.Count(c => c != '*');
        foreach (var length in (int[])[256, 512, 1024, 2048])
            Assert.InRange(StepsOf(pattern, new string('a', length)), 1, length * ((states / 64) + 1));
    }

    [Fact]
    public void Case_is_ignored_on_request_only()
    {
        var parts = PatternReader.Read("aws-marketplace:*Entit?es", PatternSyntax.Wildcards).Parts;

        Assert.True(Glob.Compile(parts, ignoreCase: true).Matches("AWS-Marketplace:LISTentities"));
        Assert.False(Glob.Compile(parts, ignoreCase: false).Matches("AWS-Marketplace:LISTentities"));
    }

    private static string Stars(string piece) => string.Concat(Enumerable.Repeat(piece, 2048 / piece.Length));

    private static Gen<string> Text(string alphabet) =>
        from length in Gen.Choose(0, 10)
        from text in Gen.Elements(alphabet.ToCharArray()).ArrayOf(length)
        select new string(text);

    private static Glob Compile(string pattern) => Glob.Compile(PatternReader.Read(pattern, PatternSyntax.Wildcards).Parts, ignoreCase: false);

    private static long StepsOf(string pattern, string text)
    {
        var meter = new Meter();
        Compile(pattern).Matches(text, ref meter);
        return meter.Steps;
    }

    private struct Meter : IStepMeter
    {
        public long Steps { get; private set; }

        public void Step() => Steps++;
    }
}
