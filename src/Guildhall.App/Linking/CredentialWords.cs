namespace Guildhall.App.Linking;

/// <summary>The ways to reach an account in words: as our API, commands and audit name them, and as people read them.</summary>
public static class CredentialWords
{
    public static string Of(CredentialKind kind) => kind switch
    {
        CredentialKind.Key => "key",
        CredentialKind.Role => "role",
        CredentialKind.KeyedRole => "role-with-key",
        _ => "ambient",
    };

    /// <summary>Null when no way is called so.</summary>
    public static CredentialKind? Find(string? word) => Enum.GetValues<CredentialKind>().Cast<CredentialKind?>().FirstOrDefault(kind => Of(kind!.Value) == word);

    public static string TitleOf(CredentialKind kind) => kind switch
    {
        CredentialKind.Key => "Access key",
        CredentialKind.Role => "Role",
        CredentialKind.KeyedRole => "Role, taken on with an access key",
        _ => "This server's own credentials",
    };

    /// <summary>A sentence about what the key may do and needs, said of who acts on AWS instead.</summary>
    internal static string Spoken(string sentence, CredentialKind kind)
    {
        if (kind == CredentialKind.Key) return sentence;
        var holder = kind == CredentialKind.Ambient ? "this server's identity" : "the role";
        return sentence
            .Replace("The key ", char.ToUpperInvariant(holder[0]) + holder[1..] + " ", StringComparison.Ordinal)
            .Replace("to the key", "to " + holder, StringComparison.Ordinal)
            .Replace("to the IAM user", "to " + holder, StringComparison.Ordinal)
            .Replace("this key", holder, StringComparison.Ordinal);
    }
}
