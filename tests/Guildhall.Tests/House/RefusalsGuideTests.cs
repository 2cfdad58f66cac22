using System.Text.RegularExpressions;
using Guildhall.App.Cloud;
using Guildhall.Domain.Vending;

namespace Guildhall.Tests.House;

/// <summary>The page of what AWS refuses tells the sentences that are told, and all of them.</summary>
public sealed partial class RefusalsGuideTests
{
    private static readonly string Text = File.ReadAllText(Checkout.At("docs/guide/refusals.md"));

    [Fact]
    public void Every_reason_against_a_new_account_is_told_as_the_product_tells_it() =>
        Assert.All(Rows("New accounts", 4), row => Assert.All(Names(row), name => Assert.Equal(new CreationFailure(row[1], row[2]), CreationFailures.Find(name, "Acme", "111122223333", 7))));

    [Fact]
    public void Every_reason_against_an_invitation_is_told_as_the_product_tells_it() =>
        Assert.All(Rows("Invitations", 4), row => Assert.All(Names(row), name => Assert.Equal(new CreationFailure(row[1], row[2]), InvitationFailures.Find(name, "123456789012", "Acme", 7))));

    [Fact]
    public void Every_reason_word_and_every_name_of_an_error_is_told_as_the_product_tells_it()
    {
        var told = Rows("Steps of orders, accounts and links", 3).SelectMany(row => Names(row).Select(name => (Name: name, Sentence: (row[1], row[2])))).ToList();
        var known = CloudReasons.Sentences.Concat(CloudCodes.Sentences).Select(s => (Name: s.Key, Sentence: (s.Value.Message, s.Value.Repair)));
        Assert.Equal(known.Order(), told.Order());
    }

    private static IEnumerable<string> Names(string[] row) => Name().Matches(row[0]).Select(m => m.Groups[1].Value);

    /// <summary>The cells of all rows below a heading.</summary>
    private static IEnumerable<string[]> Rows(string heading, int cells)
    {
        var section = Text.Split($"## {heading}\n", 2)[1].Split("\n## ", 2)[0];
        var rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | ")).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(cells, row.Length));
        return rows;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
