namespace Guildhall.Domain.Agreements;

/// <summary>The words of the Agreement API for our names: <c>RolledBack</c> is <c>ROLLED_BACK</c>.</summary>
public static class AgreementWords
{
    public static string Word(this AgreementStatus status) => Capitals(status.ToString());

    public static string Word(this EntitlementStatus status) => Capitals(status.ToString());

    public static string Word(this EntitlementReason reason) => Capitals(reason.ToString());

    public static string Word(this ChargeTiming timing) => Capitals(timing.ToString());

    public static string Word(this Intent intent) => Capitals(intent.ToString());

    /// <summary>The value of a word, or null when it is none; letters must be capitals.</summary>
    public static T? Find<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Capitals(value.ToString()) == word) return value;
        }

        return null;
    }

    private static string Capitals(string name) =>
        string.Concat(name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
}
