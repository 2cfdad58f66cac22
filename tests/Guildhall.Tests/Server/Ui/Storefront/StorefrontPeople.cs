using System.Net;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Search;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>Amara administers from the management account, Dana buys in an account that Acme tools governs.</summary>
public abstract class StorefrontPeople(SearchHall fixture) : IAsyncLifetime
{
    public SearchHall Fixture => fixture;

    public Reader Amara { get; private set; } = null!;

    public Reader Dana { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await fixture.InitializeAsync();
        await fixture.Administrator.RunAsync(HallCaller.Change("CreateBrandingSettings", fixture.Experience, new
        {
            Name = "Look",
            Configuration = new { Title = "Acme tools", Information = "Ask the platform team.", ThemeColor = "#205030" },
        }));
        Amara = new Reader(await fixture.Hall.SignedInAsync("amara@example.com", "Administrator", fixture.Hall.World.Management));
        Dana = new Reader(await fixture.Hall.SignedInAsync("dana@example.com", "Buyer", fixture.Hall.World.Developer));
    }

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteStorefrontPeople() : StorefrontPeople(new SqliteSearchHall());

public sealed class PostgresStorefrontPeople(PostgresServer server) : StorefrontPeople(new PostgresSearchHall(server));

/// <summary>Somebody who is signed in.</summary>
public sealed record Reader(Browsing Visitor)
{
    /// <summary>A page that must be there, with its entities decoded where they stand for letters.</summary>
    public async Task<string> HtmlAsync(string path)
    {
        var (response, html) = await Visitor.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {html}");
        return html.Replace("&#xB7;", "·", StringComparison.Ordinal);
    }
}
