using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server;

/// <summary>The AWS that a <see cref="RunningHall"/> is linked to.</summary>
public sealed record HallWorld(
    string OrganizationId,
    string RootId,
    string Management,
    string Delegated,
    string Engineering,
    string Platform,
    string Finance,
    string Developer,
    string Ledger,
    string AtRoot,
    SigningCredentials Aws,
    string Standalone,
    SigningCredentials StandaloneKey)
{
    /// <summary>Five public products; <c>prod-fffffffffffff</c> is always entitled.</summary>
    public static ProductCatalogue Catalogue { get; } = ProductCatalogue.Of(
    [
        Public("prod-aaaaaaaaaaaaa", "Alpha Monitor"),
        Public("prod-bbbbbbbbbbbbb", "Ledger Sync"),
        Public("prod-ccccccccccccc", "Cargo Scan"),
        Public("prod-ddddddddddddd", "Delta Build"),
        Public("prod-fffffffffffff", "Free Model") with { AlwaysEntitled = true },
    ]);

    public static string A => "prod-aaaaaaaaaaaaa";

    public static string B => "prod-bbbbbbbbbbbbb";

    public static string C => "prod-ccccccccccccc";

    public static string D => "prod-ddddddddddddd";

    /// <param name="world">The AWS to plant it in.</param>
    /// <param name="integrated">Whether it has trusted access, the role and a delegated administrator.</param>
    /// <param name="quota">The accounts that the organization may have.</param>
    /// <param name="company">What the organization's management account is named.</param>
    /// <param name="alone">What the stand-alone account is named.</param>
    public static HallWorld Plant(World world, bool integrated = true, int quota = 1_000, string company = "Acme", string alone = "Birch") => world.Seed(seed =>
    {
        string Mail(string of, string name) => $"{name}@{of}.example".ToLowerInvariant();
        var management = seed.Account(company, Mail(company, "management"));
        var organization = seed.Organization(management, quota);
        var engineering = seed.Unit(organization.Id, organization.RootId, "Engineering");
        var platform = seed.Unit(organization.Id, engineering, "Platform");
        var finance = seed.Unit(organization.Id, organization.RootId, "Finance");
        var delegated = seed.Member(organization.Id, finance, "Procurement", Mail(company, "procurement"));
        var developer = seed.Member(organization.Id, platform, "Developer", Mail(company, "developer"));
        var ledger = seed.Member(organization.Id, finance, "Ledger", Mail(company, "ledger"));
        var atRoot = seed.Member(organization.Id, organization.RootId, "Shared", Mail(company, "shared"));
        if (integrated)
        {
            seed.PrivateMarketplace(organization.Id);
            seed.DelegatedAdministrator(organization.Id, delegated);
        }

        seed.User(management, "guildhall-api", "AdministratorAccess");
        var standalone = seed.Account(alone, Mail(alone, alone));
        return new HallWorld(
            organization.Id, organization.RootId, management, delegated, engineering, platform, finance, developer, ledger, atRoot,
            Credentials(seed.Key(management, "guildhall-api")), standalone, Credentials(seed.Key(standalone)));
    });

    private static SigningCredentials Credentials(KeyPair key) => new(key.AccessKeyId, key.SecretAccessKey);

    private static Product Public(string id, string title) =>
        new(new ProductId(id), "SaaSProduct", title, "Example Software", ProductVisibility.Public, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
