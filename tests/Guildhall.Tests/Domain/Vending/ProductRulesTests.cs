using System.Collections.Immutable;
using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Domain.Vending;

/// <summary>What the product asks of an order, as plain functions. vendor-integration.md 11, 12.</summary>
public sealed class ProductRulesTests
{
    private static readonly ProductField Data = new("data-class", "Data class", FieldKind.Choice) { Choices = ["Public", "Internal"], Required = true, Tag = "data-class" };

    private static readonly AccountProduct Asking = new()
    {
        Fields = [Data, new("seats", "Seats", FieldKind.Number), new("until", "Until", FieldKind.Date), new("mail", "Mail server", FieldKind.Checkbox) { Required = true }, new("why", "Why", FieldKind.Text) { Tag = "why" }],
        Terms = "Be kind.",
        RequiresPurpose = true,
        RequiresCostCentre = true,
        RequiresBudget = true,
    };

    private static readonly Dictionary<string, string> Answered = new() { ["data-class"] = "Internal", ["mail"] = "true" };

    private static readonly AccountLabels Labelled = new() { Company = "Birch", Purpose = "Trials", CostCentre = "CC-1", Budget = 10 };

    private static ProductOrder Order(IReadOnlyDictionary<string, string>? fields = null, AccountLabels? labels = null, bool accepted = true, int accounts = 0, bool manages = false) =>
        new(labels ?? Labelled, fields ?? Answered, accepted, accounts, manages);

    [Fact]
    public void The_product_that_everybody_begins_with_asks_nothing() =>
        Assert.Empty(ProductRules.Faults(new AccountProduct(), Order(new Dictionary<string, string>(), new AccountLabels(), accepted: false)));

    [Fact]
    public void Whoever_manages_orders_a_draft_and_an_assisted_sale_and_nobody_else_does()
    {
        foreach (var product in new[] { new AccountProduct { Published = false }, new AccountProduct { AssistedOnly = true } })
        {
            Assert.Equal(ProductRules.NotOffered, ProductRules.Refusal(product, manages: false)!.Code);
            Assert.Null(ProductRules.Refusal(product, manages: true));
        }
    }

    [Fact]
    public void All_that_is_missing_is_told_by_its_field_at_one_time() =>
        Assert.Equal(
            ["Budget", "CostCentre", "Purpose", "TermsAccepted", "fields.data-class", "fields.mail"],
            ProductRules.Faults(Asking, Order(new Dictionary<string, string>(), new AccountLabels { Purpose = " " }, accepted: false, manages: true)).Select(f => f.Member!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("data-class", "Secret")]
    [InlineData("data-class", "internal")]
    [InlineData("seats", "many")]
    [InlineData("seats", "1e3")]
    [InlineData("until", "31.3.2027")]
    [InlineData("until", "2027-02-30")]
    [InlineData("mail", "false")]
    [InlineData("mail", "perhaps")]
    [InlineData("why", "tag <b>")]
    [InlineData("stray", "x")]
    public void What_a_field_does_not_take_is_refused_in_a_sentence_at_the_field(string id, string typed)
    {
        var fault = Assert.Single(ProductRules.Faults(Asking, Order(new Dictionary<string, string>(Answered) { [id] = typed })));

        Assert.Equal("fields." + id, fault.Member);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_keep_the_field_as_it_was_asked_in_one_form()
    {
        var answers = ProductRules.Answers(Asking, new Dictionary<string, string>(Answered) { ["seats"] = " +07.50 ", ["until"] = "2027-03-31", ["mail"] = "on" });

        Assert.Equal(["Internal", "7.50", "2027-03-31", "Yes"], answers.Select(a => a.Shown));
        Assert.Equal(("Data class", "data-class"), (answers[0].Label, answers[0].Tag));
    }

    [Fact]
    public void A_company_is_known_by_its_name_whatever_the_case_and_has_so_many_accounts()
    {
        var product = new AccountProduct { Companies = [new("Birch", "link-1"), new("Cedar")], OnlyCompanies = true, MostAccounts = 2, Organization = "link-2" };

        Assert.Empty(ProductRules.Faults(product, Order(new Dictionary<string, string>(), new AccountLabels { Company = "birch" }, accounts: 1)));
        Assert.Equal(ProductRules.LimitReached, Assert.Single(ProductRules.Faults(product, Order(new Dictionary<string, string>(), new AccountLabels { Company = "Birch" }, accounts: 2, manages: true))).Code);
        Assert.Equal("Company", Assert.Single(ProductRules.Faults(product, Order(new Dictionary<string, string>(), new AccountLabels { Company = "Dogwood" }))).Member);
        Assert.Equal("Company", Assert.Single(ProductRules.Faults(product, Order(new Dictionary<string, string>(), new AccountLabels()))).Member);
        Assert.Equal("Company", Assert.Single(ProductRules.Faults(product with { OnlyCompanies = false }, Order(new Dictionary<string, string>(), new AccountLabels()))).Member);
    }

    [Fact]
    public void The_company_says_before_the_product_where_an_account_is_made()
    {
        var product = new AccountProduct { Companies = [new("Birch", "link-1"), new("Cedar")], Organization = "link-2" };

        Assert.Equal(["link-1", "link-2"], product.Preferred("BIRCH"));
        Assert.Equal(["link-2"], product.Preferred("Cedar"));
        Assert.Equal(["link-2"], product.Preferred(null));
    }

    [Fact]
    public void A_form_that_nobody_could_fill_in_is_refused()
    {
        Assert.Empty(Asking.Faults());
        foreach (var field in new[]
        {
            new ProductField("No", "Label", FieldKind.Text), new("", "Label", FieldKind.Text), new("id", " ", FieldKind.Text), new("id", "Label", FieldKind.Choice), Data with { Choices = ["A", "A"] },
            Data with { Kind = FieldKind.Text }, new("id", "Label", (FieldKind)7), Data with { Tag = "guildhall:order" }, Data with { Tag = "aws:x" }, Data with { Choices = ["a<b"] }, Data with { Help = new string('x', 257) },
        })
            Assert.Contains(new AccountProduct { Fields = [field] }.Faults(), f => f.Member == "Fields");
        Assert.NotEmpty(new AccountProduct { Fields = [Data, Data] }.Faults());
        Assert.NotEmpty(new AccountProduct { Fields = [.. Enumerable.Range(0, 21).Select(n => new ProductField($"f{n}", "F", FieldKind.Text))] }.Faults());
        Assert.Empty(new AccountProduct { Fields = [.. Enumerable.Range(0, 20).Select(n => new ProductField($"f{n}", "F", FieldKind.Text))] }.Faults());
        Assert.Contains(new AccountProduct { OnlyCompanies = true }.Faults(), f => f.Member == "Companies");
        Assert.Contains(new AccountProduct { Organizations = ["link-1"], Organization = "link-2" }.Faults(), f => f.Member == "Organization");
        Assert.Contains(new AccountProduct { MostAccounts = 0 }.Faults(), f => f.Member == "MostAccounts");
    }

    /// <summary>Of any form and any answers: an order without faults has an answer to each required field, none to a field that is not there, and what becomes a tag is one that AWS takes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public void What_passes_is_complete_and_fit_for_AWS(int seed)
    {
        var random = new Random(seed);
        var passed = 0;
        for (var world = 0; world < 3_000; world++)
        {
            var product = new AccountProduct { Fields = [.. Enumerable.Range(0, random.Next(5)).Select(n => AnyField(random, n))] };
            Assert.Empty(product.Faults());
            var typed = product.Fields.Where(_ => random.Next(4) > 0).ToDictionary(f => f.Id, f => AnyText(random, f));
            if (random.Next(10) == 0) typed["stray"] = "x";
            var faults = ProductRules.Faults(product, Order(typed)).ToList();
            if (faults.Count > 0)
            {
                Assert.All(faults, f => Assert.StartsWith("fields.", f.Member, StringComparison.Ordinal));
                continue;
            }

            passed++;
            var answers = ProductRules.Answers(product, typed);
            Assert.DoesNotContain("stray", typed.Keys);
            Assert.All(product.Fields.Where(f => f.Required), f => Assert.Contains(answers, a => a.Id == f.Id && (f.Kind != FieldKind.Checkbox || a.Value == "true")));
            Assert.All(answers.Where(a => a.Tag is not null), a => Assert.Null(TagForm.FaultOfOthers(a.Tag!, a.Value)));
            Assert.All(answers, a => Assert.Equal(a, ProductAnswer.Of(product.Fields.Single(f => f.Id == a.Id), a.Value).Value));
        }

        Assert.InRange(passed, 300, 2_900);
    }

    private static ProductField AnyField(Random random, int number)
    {
        var kind = (FieldKind)random.Next(5);
        ImmutableArray<string> choices = kind == FieldKind.Choice ? ["A", "B b", "Ç"] : [];
        return new ProductField($"f{number}", $"Field {number}", kind) { Choices = choices, Required = random.Next(2) == 0, Tag = random.Next(2) == 0 ? $"t{number}" : null };
    }

    private static string AnyText(Random random, ProductField field) => random.Next(3) == 0
        ? new[] { "", " ", "<x>", "x\u200by", "true", "12", "2027-01-31", new string('y', 300) }[random.Next(8)]
        : field.Kind switch { FieldKind.Number => "-3.25", FieldKind.Date => "2027-12-31", FieldKind.Choice => "B b", FieldKind.Checkbox => random.Next(2) == 0 ? "true" : "false", _ => "plain text" };
}
