using System.Text.RegularExpressions;

namespace Guildhall.Tests.House;

/// <summary>Rules about the source text that neither the compiler nor the formatter keeps.</summary>
public sealed class SourceTests
{
    /// <summary>What product code must not say, and the files that may, each being the one place where the outside comes in.</summary>
    public static TheoryData<string, string[]> Forbidden => new()
    {
        { @"\bDateTime(Offset)?\.(Utc)?Now\b", [] },
        { @"\bDateTime\.Today\b", [] },
        { @"\bGuid\.(NewGuid|CreateVersion7)\b", [] },
        { @"\bRandom\.Shared\b|\bnew Random\(\)", [] },
        { @"\bnew HttpClient\b", ["src/Guildhall.App/Cloud/"] },
        { @"\bMarkupString\b", [] },
        { @"#region\b", [] },
        { @"\bTODO\b|\bFIXME\b", [] },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Product_code_does_not_say(string pattern, string[] except)
    {
        var found = Lines(pattern, except);

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_forbidden_word_would_be_noticed() => Assert.NotEmpty(Lines(@"\bnamespace\b", []));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var tooLong = Checkout.CSharpFiles("src")
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => (file, lines: File.ReadLines(Checkout.At(file)).Count()))
            .Where(found => found.lines > 300);

        Assert.Empty(tooLong);
    }

    private static List<string> Lines(string pattern, string[] except) =>
    [
        .. from file in Checkout.CSharpFiles("src")
           where !except.Any(place => file.StartsWith(place, StringComparison.Ordinal))
           from line in File.ReadLines(Checkout.At(file)).Index()
           where Regex.IsMatch(line.Item, pattern)
           select $"{file}:{line.Index + 1}: {line.Item.Trim()}",
    ];
}
