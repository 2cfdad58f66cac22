using System.Security.Cryptography;
using Guildhall.Domain;

namespace Guildhall.App;

/// <summary>Ids from the system's cryptographic source.</summary>
public sealed class RandomIds : IdSource
{
    public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
