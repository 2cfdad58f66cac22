using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>
/// The first start without a demo: whoever reads the server's console, or sits at its machine, makes the first marketplace manager. There is no default password.
/// security.md S-36.
/// </summary>
public sealed class FirstRun(PersonDirectory people, IdSource secrets)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>The code of this process, for its console alone; useless once somebody signs in.</summary>
    public Secret Code { get; } = new(string.Join('-', Enumerable.Range(0, 4).Select(_ => secrets.Text(Letters, 4))));

    /// <summary>
    /// Makes the first marketplace manager with a password of their own choice. Refused: the code is not that of the console (not asked of
    /// <paramref name="atTheMachine"/>), somebody signs in here already, address, name or password against their rules.
    /// </summary>
    public async Task<Result<NewPerson>> SetUpAsync(string code, bool atTheMachine, string email, string name, Secret password, ActOrigin origin, CancellationToken cancellation) =>
        atTheMachine || IsCode(code)
            ? await people.CreateFirstAsync(email, name, password, origin, cancellation)
            : new Problem(ProblemKind.Forbidden, "WRONG_CODE", "That is not the code on the server's console.", "code");

    private bool IsCode(string typed) => CryptographicOperations.FixedTimeEquals(Hash(typed), Hash(Code.Reveal()));

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit))));
}
