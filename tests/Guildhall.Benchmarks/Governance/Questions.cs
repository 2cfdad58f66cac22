using Guildhall.Domain.Governance;

namespace Guildhall.Benchmarks.Governance;

/// <summary>Random questions, half of them about a product that the account's policy allows, as texts of their own and as numbers.</summary>
internal sealed class Questions
{
    public const int Count = 262_144;

    public Questions(Installation world, GovernanceSnapshot snapshot)
    {
        var random = new Random(2);
        var tree = world.Marketplace.Organization.Tree;
        for (var i = 0; i < Count; i++)
        {
            var account = world.Accounts[random.Next(world.Accounts.Length)];
            Nodes[i] = tree.Find(account)!.Value;
            var listed = snapshot.GovernorOf(Nodes[i]) is { } governor ? world.Marketplace.FindExperience(governor.Experience)!.Policy!.Allowed : [];
            var product = i % 2 == 0 && listed.Length > 0
                ? listed[random.Next(listed.Length)].Product.Value
                : world.Products[random.Next(world.Products.Length)];
            Numbers[i] = world.Catalogue.NumberOf(product);
            Accounts[i] = new string(account);
            Products[i] = new string(product);
        }
    }

    public string[] Accounts { get; } = new string[Count];

    public string[] Products { get; } = new string[Count];

    public int[] Nodes { get; } = new int[Count];

    public int[] Numbers { get; } = new int[Count];
}
