using System.Net;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class BulkPagesTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private static readonly string[] Products = [.. Enumerable.Range(0, 600).Select(i => $"prod-bulk{i:d9}")];
    private Browsing _amara = null!;

    protected override async Task PrepareAsync()
    {
        var many = Products.Select(id => new Product(new ProductId(id), "SaaSProduct", $"Title of {id}", "Example Software", ProductVisibility.Public, DateTimeOffset.UnixEpoch));
        Hall.Guildhall.Marketplaces.Publish(ProductCatalogue.Of([.. HallWorld.Catalogue.Products, .. many]));
        _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact]
    public async Task M09_Sixty_products_are_added_to_three_experiences_at_one_time_and_taken_out_again()
    {
        var fields = await OrderAsync("One", "Two", "Three");
        fields.Add(("ids", string.Join(", ", Products.Take(60))));

        var (_, review) = await _amara.PostAsync("/console/bulk", "/console/bulk", [.. fields, ("act", "add"), ("go", "review")]);
        var (_, results) = await RunAsync([.. fields, ("act", "add")]);
        var added = Experiences.Select(e => e.Policy!.Allowed.Length).ToArray();
        var (_, removed) = await RunAsync([.. fields, ("act", "remove")]);

        var (_, effect) = await _amara.PostAsync("/console/bulk", "/console/bulk/effects.csv", [.. fields, ("act", "add")]);

        Assert.Contains("180 of 180 lines would change something.", review, StringComparison.Ordinal);
        Assert.StartsWith("Account id,Name,Governed by now,Then,Gains,Loses", effect.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("180 of 180 lines done.", results, StringComparison.Ordinal);
        Assert.Equal([60, 60, 60], added);
        Assert.Contains("180 of 180 lines done.", removed, StringComparison.Ordinal);
        Assert.All(Experiences, e => Assert.Empty(e.Policy!.Allowed));
    }

    [Fact]
    public async Task M09_Five_hundred_products_from_a_file_are_added_to_three_experiences_and_each_line_is_reported()
    {
        var fields = await OrderAsync("One", "Two", "Three");
        var file = "Product id,Title\r\n" + string.Concat(Products.Take(500).Select(id => $"{id},Title of it\r\n")) + "nothing here\r\n";

        var (_, review) = await _amara.UploadAsync("/console/bulk", "/console/bulk", "products.csv", file, [.. fields, ("act", "add"), ("go", "review")]);
        var (address, results) = await EndAsync(await _amara.UploadAsync("/console/bulk", "/console/bulk/run", "products.csv", file, [.. fields, ("act", "add")]));
        var (_, csv) = await _amara.GetAsync(address + "/lines.csv");

        Assert.Contains("1,500 of 1,503 lines would change something.", review, StringComparison.Ordinal);
        Assert.Contains("1,500 of 1,503 lines done.", results, StringComparison.Ordinal);
        Assert.All(Experiences, e => Assert.Equal(500, e.Policy!.Allowed.Length));
        Assert.Equal(1_500, csv.Split(",Approved,").Length - 1);
        Assert.Contains("Three,nothing here,nothing here,Not the id of a product,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M09_What_would_be_refused_or_is_so_already_is_left_out_and_keeps_nothing_else_back()
    {
        var fields = await OrderAsync("One");
        await RunAsync([.. fields, ("act", "add"), ("ids", HallWorld.A)]);

        var (_, results) = await RunAsync([.. fields, ("act", "add"), ("ids", $"{HallWorld.A} {HallWorld.B} prod-fffffffffffff prod-zzzzzzzzzzzzz")]);

        Assert.Contains("1 of 4 lines done.", results, StringComparison.Ordinal);
        Assert.Contains("Approved already", results, StringComparison.Ordinal);
        Assert.Contains("Always entitled", results, StringComparison.Ordinal);
        Assert.Contains("The catalogue does not have it", results, StringComparison.Ordinal);
        Assert.Equal([HallWorld.A, HallWorld.B], Experiences.Single().Policy!.Allowed.Select(g => g.Product.Value));
    }

    [Fact]
    public async Task M09_A_form_without_products_or_experiences_says_so_beside_the_fields_and_keeps_what_was_typed()
    {
        await OrderAsync("One");

        var (none, empty) = await _amara.PostAsync("/console/bulk", "/console/bulk", ("act", "remove"), ("go", "review"));
        var (half, typed) = await _amara.PostAsync("/console/bulk", "/console/bulk", ("ids", HallWorld.B), ("go", "review"));
        var (_, found) = await _amara.PostAsync("/console/bulk", "/console/bulk", ("ids", HallWorld.B), ("words", "Alpha"), ("go", "find"));

        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Contains("Name at least one product", empty, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        Assert.Contains("Tick at least one experience.", typed, StringComparison.Ordinal);
        Assert.Contains($">{HallWorld.B}</textarea>", typed, StringComparison.Ordinal);
        Assert.Contains("Tick Alpha Monitor", found, StringComparison.Ordinal);
        Assert.Contains($">{HallWorld.B}</textarea>", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M09_A_product_that_was_ticked_and_unticked_again_leaves_the_order()
    {
        await OrderAsync("One");

        var (_, found) = await _amara.PostAsync("/console/bulk", "/console/bulk", ("ids", $"{HallWorld.A}\n{HallWorld.B}"), ("shown", HallWorld.A), ("go", "find"));

        Assert.Contains($">{HallWorld.B}</textarea>", found, StringComparison.Ordinal);
    }

    private IEnumerable<Experience> Experiences => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.Experiences.Values;

    private async Task<List<(string Name, string Value)>> OrderAsync(params string[] names)
    {
        foreach (var name in names) await _amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", name));
        return [.. Experiences.Select(e => ("experience", e.Id.Value))];
    }

    private async Task<(string Address, string Html)> RunAsync((string Name, string Value)[] fields) => await EndAsync(await _amara.PostAsync("/console/bulk", "/console/bulk/run", fields));

    /// <summary>Where the results are, and the page when the order has run to its end.</summary>
    private async Task<(string Address, string Html)> EndAsync((HttpResponseMessage Answer, string Html) page)
    {
        var address = page.Answer.RequestMessage!.RequestUri!.AbsolutePath;
        while (page.Html.Contains("You may leave this page", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            page = await _amara.GetAsync(address);
        }

        return (address, page.Html);
    }
}

public sealed class BulkPagesOnSqliteTests() : BulkPagesTests(null);

[Trait("Ring", "Postgres")]
public sealed class BulkPagesOnPostgresTests(PostgresServer server) : BulkPagesTests(new PostgresDatabase(server));
