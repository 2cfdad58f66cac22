namespace Guildhall.App.People;

/// <summary>How a password compares with a stored hash.</summary>
public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>It matches, and the hash is of an older strength: hash it anew.</summary>
    YesButOld,
}

/// <summary>Hashes passwords; the server brings the framework's hasher. security.md S-30.</summary>
/// <param name="Hash">Password in, hash with salt and strength out.</param>
/// <param name="Compare">Hash and password in.</param>
public sealed record PasswordHashing(Func<string, string> Hash, Func<string, string, PasswordMatch> Compare);
