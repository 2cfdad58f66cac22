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

    /// <summary>The one thing of style that the build does not see and only the long form of <c>dotnet format</c> does, which takes minutes.</summary>
    [Fact]
    public void Imports_are_in_order()
    {
        var files = new[] { "src", "tests" }.SelectMany(Checkout.CSharpFiles).Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal));
        var wrong = files.Where(file => !IsInOrder(File.ReadLines(Checkout.At(file)))).ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(true, "using System.Text;", "using Alpha.Beta;", "using Alpha.Beta.Gamma;", "using AlphaBeta;", "using static System.Math;", "using Aa = Beta.Gamma;")]
    [InlineData(false, "using Alpha;", "using System;")]
    [InlineData(false, "using Beta;", "using Alpha;")]
    [InlineData(false, "using Aa = Beta.Gamma;", "using Beta;")]
    public void Imports_that_are_not_in_order_would_be_noticed(bool inOrder, params string[] lines) => Assert.Equal(inOrder, IsInOrder([.. lines, "namespace Guildhall;"]));

    /// <summary>System first, then by name, then static ones, then aliases.</summary>
    private static bool IsInOrder(IEnumerable<string> lines)
    {
        var imports = lines.TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal)).Where(line => line.StartsWith("using ", StringComparison.Ordinal)).ToList();
        return imports.SequenceEqual(imports.OrderBy(KindOf).ThenBy(import => NameOf(import) is not ("System" or ['S', 'y', 's', 't', 'e', 'm', '.', ..])).ThenBy(NameOf, StringComparer.OrdinalIgnoreCase));
    }

    private static int KindOf(string import) => import.Contains('=', StringComparison.Ordinal) ? 2 : import.StartsWith("using static ", StringComparison.Ordinal) ? 1 : 0;

    private static string NameOf(string import) => import.Replace("using static ", "", StringComparison.Ordinal).Replace("using ", "", StringComparison.Ordinal).TrimEnd(';');

    private static List<string> Lines(string pattern, string[] except) =>
    [
        .. from file in Checkout.CSharpFiles("src")
           where !except.Any(place => file.StartsWith(place, StringComparison.Ordinal))
           from line in File.ReadLines(Checkout.At(file)).Index()
           where Regex.IsMatch(line.Item, pattern)
           select $"{file}:{line.Index + 1}: {line.Item.Trim()}",
    ];
}
