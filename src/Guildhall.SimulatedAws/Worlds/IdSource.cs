namespace Guildhall.SimulatedAws.Worlds;

/// <summary>
/// Ids in AWS's forms (aws-operations.md A.2), the same sequence for the same state. Not for secrets: those come from a
/// cryptographic source.
/// </summary>
/// <param name="state">Where the sequence stands; a seed at first, the kept <see cref="State"/> afterwards.</param>
internal sealed class IdSource(ulong state)
{
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string UpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Digits = "0123456789";
    private const string Hex = "0123456789abcdef";

    /// <summary>Where the sequence stands; the world keeps it, so that a restart does not repeat ids.</summary>
    public ulong State { get; set; } = state;

    public string Organization() => "o-" + Text(LowerCase, 10);

    public string Root() => "r-" + Text(LowerCase, 4);

    public string Unit(string rootId) => $"ou-{rootId.AsSpan(2)}-{Text(LowerCase, 8)}";

    /// <summary>Twelve digits; about one in ten begins with a zero, as AWS's do.</summary>
    public string Account() => Text(Digits, 12);

    public string AccountCreation() => "car-" + Text(LowerCase, 32);

    public string Handshake() => "h-" + Text(LowerCase, 32);

    public string User() => "AIDA" + Text(UpperCase, 17);

    public string ControlPolicy() => "p-" + Text(LowerCase, 8);

    public string Policy() => "ANPA" + Text(UpperCase, 17);

    public string Role() => "AROA" + Text(UpperCase, 17);

    public string KmsKey() => $"{Text(Hex, 8)}-{Text(Hex, 4)}-4{Text(Hex, 3)}-a{Text(Hex, 3)}-{Text(Hex, 12)}";

    /// <summary>A task id in the form IAM gives for the deletion of a service-linked role.</summary>
    public string DeletionTask(string path, string roleName) =>
        $"task{path}{roleName}/{Text(LowerCase, 8)}-{Text(LowerCase, 4)}-{Text(LowerCase, 4)}-{Text(LowerCase, 12)}";

    /// <summary>A number from 0 inclusive to 1 exclusive.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    private string Text(string alphabet, int length) =>
        string.Create(length, (Source: this, alphabet), static (span, with) =>
        {
            foreach (ref var character in span) character = with.alphabet[(int)(with.Source.Next() % (ulong)with.alphabet.Length)];
        });

    // SplitMix64 (Steele, Lea, Flood 2014): its whole state is one number, which is what the data file has to keep.
    private ulong Next()
    {
        State += 0x9E3779B97F4A7C15;
        var mixed = (State ^ (State >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
