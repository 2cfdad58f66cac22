using System.Text.RegularExpressions;
using Guildhall.Domain.Changes;
using Guildhall.Tests.Server.Agreements;
using Guildhall.Tests.Server.Api;

namespace Guildhall.Tests.House;

/// <summary>The table of all operations and change types with the test that proves each. Issue 2, "Must show" 9.</summary>
public sealed partial class OperationsGuideTests
{
    private const string Guide = "docs/guide/operations.md";

    private static readonly string Text = File.ReadAllText(Checkout.At(Guide));

    [Fact]
    public void Every_operation_has_a_row() => Assert.Equal(SampleCall.All.Keys.Append("GetCallerIdentity").Order(), Rows("AWS operations").Order());

    [Fact]
    public void Every_operation_of_the_Agreement_API_has_a_row() => Assert.Equal(AgreementAuthorizationTests.Operations.Select(o => o.Data).Order(), Rows("Agreement API").Order());

    [Fact]
    public void Every_change_type_has_a_row() => Assert.Equal(ChangeTypes.All.Select(t => t.Name).Order(), Rows("Change types").Order());

    [Fact]
    public void Every_route_of_the_own_API_has_a_row() =>
        Assert.Equal(AuthorizationTests.Routes.Concat(AuthorizationTests.OtherRoutes).Select(r => $"{r.Data.Item1} {r.Data.Item2}").Order(), Rows("Guildhall's own API").Order());

    [Fact]
    public void Every_example_and_conformance_item_has_a_row()
    {
        var section = Text.Split("## The specification's examples and conformance list\n", 2)[1];

        Assert.All(Enumerable.Range(1, 8), number => Assert.Contains($"| Example 11.{number} | `", section, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, 12), number => Assert.Matches($@"\| Conformance ([0-9]+, )?{number}(, [0-9]+)? \| `", section));
    }

    [Fact]
    public void Every_item_of_the_storefronts_conformance_list_has_a_row() => Assert.All(Enumerable.Range(1, 13), number => Assert.Contains($"| Storefront H{number} | `", Text, StringComparison.Ordinal));

    [Fact]
    public void Every_row_names_a_test() => Assert.All(Row().Matches(Text), row => Assert.Matches(Proof(), row.Value));

    [Fact]
    public void Every_test_named_exists()
    {
        var tests = typeof(OperationsGuideTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute), inherit: true)).Select(m => $"{type.Name}.{m.Name}"))
            .ToHashSet();

        Assert.All(Proof().Matches(Text), named => Assert.Contains(named.Groups[1].Value, tests));
    }

    [Theory]
    [InlineData(Guide)]
    [InlineData("docs/howto/add-an-operation.md")]
    public void Every_path_named_exists(string document) =>
        Assert.All(Markdown.Read(document).PathsNamed(), path => Assert.True(Path.Exists(Checkout.At(path)), path));

    /// <summary>The first cells of the table below a heading.</summary>
    private static IEnumerable<string> Rows(string heading)
    {
        var section = Text.Split($"## {heading}\n", 2)[1].Split("\n## ", 2)[0];
        return Row().Matches(section).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Za-z]+Tests\.\w+)`")]
    private static partial Regex Proof();
}
