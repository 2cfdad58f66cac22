using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>The products of an experience on its pages. M-07, private-marketplace.md 7.3.</summary>
public abstract class ExperienceProductPageTests(PostgresDatabase? postgres) : ExperiencePages(postgres)
{
    [Fact]
    public async Task M07_Ticked_products_are_added_and_removed_and_listed()
    {
        var made = await CreateAsync("Labs");
        var products = Hall.Guildhall.Marketplaces.Catalogue.Products.Where(p => !p.IsPrivate).Take(2).ToArray();

        var (_, added) = await ProductsAsync(made, "add", [.. products.Select(p => p.Id.Value)]);
        var (_, listed) = await Admin.GetAsync($"/console/experiences/{made.Id}?tab=approved");
        await ProductsAsync(made, "remove", [products[0].Id.Value]);

        Assert.Contains("Approved: 2 products.", added, StringComparison.Ordinal);
        Assert.All(products, p => Assert.Contains(WebUtility.HtmlEncode(p.Title), listed, StringComparison.Ordinal));
        Assert.Equal([products[1].Id], Now(made).Policy!.Allowed.Select(g => g.Product));
    }

    [Fact]
    public async Task M07_When_the_second_half_of_many_products_is_refused_the_first_is_done_and_the_rest_stays_ticked()
    {
        var example = Hall.Guildhall.Marketplaces.Catalogue.Find(new ProductId(HallWorld.A))!;
        string[] known = [.. Enumerable.Range(0, 50).Select(n => $"prod-many{n:D9}")];
        Hall.Guildhall.Marketplaces.Publish(HallWorld.Catalogue.With([.. known.Select(id => example with { Id = new ProductId(id), Title = id })]));
        var made = await CreateAsync("Labs");

        var (asked, review) = await Admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/products/review", [("act", "add"), .. known.Append("prod-gone").Select(p => ("product", p))]);
        var before = Now(made).Policy!.Allowed.Length;
        var (_, partly) = await ProductsAsync(made, "add", [.. known, "prod-gone"]);

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Matches("class=\"problems\" role=\"alert\">[\\s\\S]*prod-gone", review);
        Assert.Equal(0, before);
        Assert.Equal(50, Now(made).Policy!.Allowed.Length);
        Assert.Contains("Approved: 50 products. Not done, and still ticked: 1 product. Refused:", partly, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"product\" value=\"prod-gone\"", partly, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notes_of_a_denied_product_are_read_by_those_refused_when_they_are_marked_public_and_only_then()
    {
        var made = await CreateAsync("Labs");
        await AssociateAsync(made, World.Developer);
        await AssociateAsync(made, World.Management);
        await SaveAsync(made, live: true);
        await DenyAsync(made, HallWorld.A, "Licence <conflict>", true);
        await DenyAsync(made, HallWorld.B, "Between us", false);

        var (_, shown) = await Buyer.GetAsync("/products/" + HallWorld.A);
        var (_, why) = await Buyer.GetAsync("/why/" + HallWorld.A);
        var (_, kept) = await Buyer.GetAsync("/products/" + HallWorld.B);
        var (_, keptToo) = await Buyer.GetAsync("/why/" + HallWorld.B);
        var (_, known) = await Admin.GetAsync("/why/" + HallWorld.B);
        var (_, list) = await Admin.GetAsync($"/console/experiences/{made.Id}?tab=denied");
        var policy = await (await Hall.AdministratorAsync()).DescribeEntityAsync(Now(made).Policy!.Id.Value);
        await DenyAsync(made, HallWorld.A, "Another word", false);
        var (_, taken) = await Buyer.GetAsync("/products/" + HallWorld.A);

        Assert.Contains("The administrator&#x27;s note: Licence &lt;conflict&gt;", shown.Replace("administrator's", "administrator&#x27;s", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("note: Licence &lt;conflict&gt;", why, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us", keptToo, StringComparison.Ordinal);
        Assert.Contains("note: Between us", known, StringComparison.Ordinal);
        Assert.Equal(2, list.Split("Shown to buyers").Length);
        Assert.Equal(2, policy.Json["DetailsDocument"]!.ToJsonString().Split("\"NotesPublic\":true").Length);
        Assert.DoesNotContain("administrator's note", taken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M07_All_AWS_Marketplace_products_are_searched_by_product_and_seller_name()
    {
        var made = await CreateAsync("Labs");
        var product = Hall.Guildhall.Marketplaces.Catalogue.Products.First(p => !p.IsPrivate);

        var (_, byTitle) = await Admin.GetAsync($"/console/experiences/{made.Id}?q={Uri.EscapeDataString(product.Title)}");
        var (_, bySeller) = await Admin.GetAsync($"/console/experiences/{made.Id}?q={Uri.EscapeDataString(product.Manufacturer)}");
        var (_, nothing) = await Admin.GetAsync($"/console/experiences/{made.Id}?q=nosuchproductatall");

        Assert.Contains(product.Id.Value, byTitle, StringComparison.Ordinal);
        Assert.Contains(product.Id.Value, bySeller, StringComparison.Ordinal);
        Assert.Contains("Nothing found", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_products_that_makes_the_policy_too_is_done_once_and_gives_the_same_change_set()
    {
        var set = await (await Hall.AdministratorAsync()).RunAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Bare" } });
        var made = Marketplace.GetExperience(new EntityId(set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0]));
        var home = $"/console/experiences/{made.Id}";
        var (_, review) = await Admin.PostAsync("/account", home + "/products/review", ("act", "add"), ("product", HallWorld.A), ("back", home));
        (string, string)[] form =
        [
            .. Regex.Matches(review[review.IndexOf($"action=\"{home}/products\"", StringComparison.Ordinal)..], "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))),
        ];

        var (_, first) = await Admin.SendAsync(home + "/products", form);
        var (_, sets) = await Admin.GetAsync("/console/change-sets.csv");
        var (_, second) = await Admin.SendAsync(home + "/products", form);
        var (_, still) = await Admin.GetAsync("/console/change-sets.csv");

        Assert.Null(made.Policy);
        Assert.Equal([new ProductId(HallWorld.A)], Now(made).Policy!.Allowed.Select(g => g.Product));
        Assert.Contains("Approved: 1 product.", first, StringComparison.Ordinal);
        Assert.Contains("Approved: 1 product.", second, StringComparison.Ordinal);
        Assert.Equal(sets, still);
    }

    private Task<(HttpResponseMessage Response, string Html)> ProductsAsync(Experience experience, string act, IEnumerable<string> products) =>
        Admin.PostAsync(Settings(experience), $"/console/experiences/{experience.Id}/products", [("act", act), ("back", $"/console/experiences/{experience.Id}"), .. products.Select(p => ("product", p))]);

    private Task<(HttpResponseMessage Response, string Html)> DenyAsync(Experience experience, string product, string notes, bool shown) =>
        Admin.PostAsync(Settings(experience), $"/console/experiences/{experience.Id}/products", [("act", "deny"), ("product", product), ("notes", notes), .. shown ? [("public", "yes")] : Array.Empty<(string, string)>()]);
}

public sealed class ExperienceProductPageOnSqliteTests() : ExperienceProductPageTests(null);

[Trait("Ring", "Postgres")]
public sealed class ExperienceProductPageOnPostgresTests(PostgresServer server) : ExperienceProductPageTests(new PostgresDatabase(server));
