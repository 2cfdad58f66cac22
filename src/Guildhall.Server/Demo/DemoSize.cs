using Guildhall.Domain;

namespace Guildhall.Server.Demo;

/// <summary>How large a demo is. <paramref name="Products"/> counts public ones, <paramref name="Accounts"/> those of the organization. contract.md 2.</summary>
internal sealed record DemoSize(int Products, int Accounts, int Seed)
{
    public static DemoSize Default { get; } = new(300, 40, 1);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Problem? Check() =>
        Products is < 20 or > 100_000 ? Problem.Malformed("--products must be 20 to 100,000.", "products")
        : Accounts is < 12 or > 50_000 ? Problem.Malformed("--accounts must be 12 to 50,000.", "accounts")
        : null;
}
