namespace Guildhall.App.Store.Rows;

/// <summary>A copied logo, by the hash of its content: the same image is stored once.</summary>
public sealed class LogoRow
{
    /// <summary><c>HASH.png</c> or <c>HASH.svg</c>.</summary>
    public required string File { get; init; }

    public required byte[] Bytes { get; init; }
}
