using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Server.Demo;

/// <summary>The demo's eight organizational units, three deep, and where its accounts hang.</summary>
internal sealed record DemoUnits(string Root, string Engineering, string Platform, string Sandbox, string Applications, string Finance, string Marketing, string Campaigns, string Security)
{
    public static DemoUnits Plant(WorldSeed seed, SeededOrganization organization)
    {
        var engineering = Unit(organization.RootId, "Engineering");
        var platform = Unit(engineering, "Platform");
        var marketing = Unit(organization.RootId, "Marketing");
        return new DemoUnits(
            organization.RootId, engineering, platform, Unit(platform, "Sandbox"), Unit(engineering, "Applications"),
            Unit(organization.RootId, "Finance"), marketing, Unit(marketing, "Campaigns"), Unit(organization.RootId, "Security"));

        string Unit(string parent, string name) => seed.Unit(organization.Id, parent, name);
    }

    /// <summary>The unit and the kind of name of the n-th further account: all units and the root take turns.</summary>
    public (string Unit, string Name) Place(int n) => (n % 9) switch
    {
        0 => (Platform, "Platform Production"),
        1 => (Platform, "Platform Staging"),
        2 => (Sandbox, "Sandbox"),
        3 => (Applications, "Web Shop"),
        4 => (Applications, "Mobile"),
        5 => (Finance, "Finance Ledger"),
        6 => (Marketing, "Marketing Web"),
        7 => (Campaigns, "Campaign"),
        _ => (Root, "Shared Services"),
    };
}
