using System.Text.RegularExpressions;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

/// <summary>A hall with something behind every address: an experience, a change set, a request, people and a key.</summary>
public abstract partial class RoutesHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public const string Administrator = "amara@example.com";
    public const string Buyer = "dana@example.com";

    /// <summary>Somebody who signs in and has no right at all.</summary>
    public const string Powerless = "paul@example.com";

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    internal IReadOnlyList<PageRoute> Pages => Hall.Host.Pages;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task PrepareAsync()
    {
        var administrator = await Hall.AdministratorAsync();
        var asker = await Hall.CallerAsync(World.Ledger, "asker", "AWSPrivateMarketplaceRequests", "GuildhallBuyer");
        _ids["experiences"] = await administrator.ExperienceAsync("Everyone", [World.OrganizationId], [HallWorld.A]);
        _ids["change-sets"] = await administrator.StartAsync(HallCaller.Change("UpdateExperience", _ids["experiences"], new { Description = "Changed" }));
        await administrator.EndAsync(_ids["change-sets"]);
        var asked = await asker.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = HallWorld.B } }, Reason = "To try" },
        });
        _ids["requests"] = asked["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
        _ids["users"] = await AddAsync(Administrator, "Administrator", World.Management);
        await AddAsync(Buyer, "Buyer", World.Developer);
        await DisarmAsync(await AddAsync(Powerless, "Buyer", World.Management));
        _ids["keys"] = administrator.Credentials.AccessKeyId;
        _ids["products"] = _ids["why"] = HallWorld.A;
        _ids["audit"] = await AuditedAsync();
        _ids["organizations"] = (await Hall.Guildhall.Links.FindAsync(World.Management, Cancellation))!.Id;
        _ids["administrators"] = World.Delegated;
        _ids["agreements"] = await AgreedAsync();
        _ids["accounts"] = World.Ledger;
        _ids["webhooks"] = (await administrator.PostAsync("/api/v1/webhooks", new { name = "Tickets", url = "https://tickets.example/" })).Json["webhook"]!["id"]!.GetValue<string>();
        _ids["mail"] = (await administrator.PostAsync("/api/v1/mail/rules", new { recipients = new[] { "team@example.com" }, events = new[] { "Account Closed" } })).Json["id"]!.GetValue<string>();
        _ids["sent"] = (await Hall.Guildhall.TestMails.SendAsync(await PatternedAsync(), Guildhall.App.People.ActOrigin.Operator("test"), Cancellation)).Value.Id;
        _ids["results"] = _ids["again"] = _ids["prices"] = _ids["settings"] = _ids["budgets"] = _ids["exits"] = _ids["runs"] = _ids["statements"] = _ids["orders"] = _ids["drafts"] = _ids["subscriptions"] = _ids["offers"] = "none";
    }

    public async Task<Browsing> SignInAsync(string email)
    {
        var browsing = new Browsing(Hall.Url, followRedirects: false);
        await browsing.SignInAsync(email);
        return browsing;
    }

    /// <summary>A route's address with what is there: the value of each <c>{…}</c> goes by the step before it.</summary>
    internal string AddressOf(PageRoute route) => Value().Replace(route.Path, match => _ids[route.Path[..match.Index].TrimEnd('/').Split('/')[^1]]);

    /// <summary>Something in every field that a form of ours has.</summary>
    internal (string, string)[] Fields() =>
    [
        ("word", "confirm"), ("confirm", "confirm"), ("act", "archive"), ("experience", _ids["experiences"]), ("request", _ids["requests"]), ("principal", World.Ledger), ("product", HallWorld.C),
        ("email", "new@example.com"), ("name", "New"), ("role", "Administrator"), ("account", World.Management), ("user", "new"), ("policy", "GuildhallAdministrator"), ("Name", "Renamed"),
        ("mode", "archived"), ("status", "notlive"), ("trusted", "on"), ("role-link", "on"), ("note", "No"), ("go", "create"), ("step", "5"), ("Reason", "Because"), ("reason", "Because"), ("url", "https://events.example/"),
    ];

    /// <summary>How much is stored of everything that a page can make, and what no page may change unasked; that somebody was refused is audited.</summary>
    public async Task<string> StoredAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        var marketplace = Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!;
        int[] counts =
        [
            await db.ChangeSets.CountAsync(Cancellation), await db.People.CountAsync(Cancellation), await db.PersonRoles.CountAsync(Cancellation), await db.Sessions.CountAsync(Cancellation),
            await db.AccessKeys.CountAsync(k => k.Active, Cancellation), await db.Audit.CountAsync(a => !a.Record.Contains("ACCESS_DENIED"), Cancellation), await db.Logos.CountAsync(Cancellation),
            await db.Links.CountAsync(Cancellation), await db.LinkDrafts.CountAsync(Cancellation), await db.Preflights.CountAsync(Cancellation), await db.Webhooks.CountAsync(Cancellation), await db.MailRules.CountAsync(Cancellation), await db.Mails.CountAsync(Cancellation), await db.Deliveries.CountAsync(d => d.Sequence == 0, Cancellation),
        ];
        var sessions = await db.Sessions.OrderBy(s => s.Id).Select(s => s.Id + s.AccountId).ToListAsync(Cancellation);
        var people = await db.People.OrderBy(p => p.Id).Select(p => p.Active + p.PasswordHash + p.CodeKey).ToListAsync(Cancellation);
        return $"{string.Join(' ', counts)} version {marketplace.State.Version} {string.Join(' ', sessions)} {string.Join(' ', people)} {marketplace.Marketplace.Organization.Integration}";
    }

    private async Task<string> AddAsync(string email, string role, string account)
    {
        await Hall.AddPersonAsync(email, role, account);
        return (await Hall.Guildhall.People.FindByEmailAsync(email, Cancellation))!.Id;
    }

    /// <summary>The number of a record in the organization's trail.</summary>
    private async Task<string> AuditedAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        return $"{(await db.Audit.FirstAsync(a => a.TenantId == World.OrganizationId, Cancellation)).Sequence}";
    }

    /// <summary>An agreement of the organization.</summary>
    private async Task<string> AgreedAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        var agreement = PlantedAgreement.Row(World, "agmt-rrrrrrrrrrrrr", World.Ledger, HallWorld.A, DateTimeOffset.UtcNow, renews: true);
        db.Add(agreement);
        await db.SaveChangesAsync(Cancellation);
        return agreement.Id;
    }

    /// <summary>The organization's link, with a pattern for addresses.</summary>
    private async Task<string> PatternedAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example"), Cancellation);
        return await db.Links.Where(l => l.AccountId == World.Management).Select(l => l.Id).SingleAsync(Cancellation);
    }

    /// <summary>A role that this version does not know allows nothing.</summary>
    private async Task DisarmAsync(string person)
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.PersonRoles.Where(r => r.PersonId == person).ExecuteDeleteAsync(Cancellation);
        db.Add(new PersonRoleRow { PersonId = person, AccountId = World.Management, Role = "OfAnotherVersion" });
        await db.SaveChangesAsync(Cancellation);
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Value();
}

public sealed class SqliteRoutesHall() : RoutesHall(null);

public sealed class PostgresRoutesHall(PostgresServer server) : RoutesHall(new PostgresDatabase(server));
