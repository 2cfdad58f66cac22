using System.Text.RegularExpressions;

namespace Guildhall.Tests.House;

/// <summary>The documents say what is there.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("STYLE.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("LICENSE")]
    public void A_document_exists(string path) => Assert.True(File.Exists(Checkout.At(path)), path);

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("STYLE.md")]
    [InlineData("docs/howto/add-a-change-type.md")]
    [InlineData("src/Guildhall.Domain/Changes/README.md")]
    public void Every_path_a_document_names_exists(string document)
    {
        var missing = Markdown.Read(document).PathsNamed().Where(path => !Path.Exists(Checkout.At(path)));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_architecture_names_every_project()
    {
        var named = Markdown.Read("ARCHITECTURE.md").PathsNamed().ToHashSet();

        Assert.All(Directory.GetDirectories(Checkout.At("src")), folder => Assert.Contains($"src/{Path.GetFileName(folder)}", named));
    }

    [Fact]
    public void Decision_records_are_numbered_without_gaps()
    {
        var names = Directory.GetFiles(Checkout.At("docs/adr"), "*.md").Select(file => Path.GetFileName(file)!).Order().ToList();

        Assert.NotEmpty(names);
        Assert.All(names.Index(), entry => Assert.StartsWith($"{entry.Index + 1:0000}-", entry.Item, StringComparison.Ordinal));
    }

    [Fact]
    public void The_changelog_has_a_place_for_what_comes_next() =>
        Assert.Matches(NextRelease(), File.ReadAllText(Checkout.At("CHANGELOG.md")));

    [GeneratedRegex(@"^## \[Unreleased\]$", RegexOptions.Multiline)]
    private static partial Regex NextRelease();
}
