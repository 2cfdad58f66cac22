using Guildhall.Wire.Signing;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>What is to be pulled, and as whom.</summary>
/// <param name="Folder">Where answers are kept until all are there.</param>
public sealed record PullWish(string Folder)
{
    /// <summary>The address of another Guildhall: scheme and host; null for AWS, which is where the operator's configuration says.</summary>
    public Uri? From { get; init; }

    /// <summary>The link whose credentials are used, by id, organization, account or name; only for AWS.</summary>
    public string? Link { get; init; }

    /// <summary>A key of its own instead.</summary>
    public SigningCredentials? Key { get; init; }

    /// <summary>Calls a second of each operation; null for AWS's rates, and for no limit on loopback.</summary>
    public double? Rate { get; init; }

    /// <summary>All or nothing: what is refused refuses everything.</summary>
    public bool Strict { get; init; }

    /// <summary>Believe that more than half of the products that were pulled before are gone.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>Begin anew, though a pull was left before its end.</summary>
    public bool Anew { get; init; }
}
