namespace Guildhall.SimulatedAws.Records;

/// <summary>The id under which a user or role of an account is kept.</summary>
internal static class Names
{
    public static string Of(string accountId, string name) => $"{accountId}/{name.ToLowerInvariant()}";
}
