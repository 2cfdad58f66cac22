namespace Guildhall.App.Catalogue.Format;

/// <summary>Finds where a line ends. It is shown every byte of a file once, in order.</summary>
internal class LineEnd
{
    /// <summary>Line feeds of the line that ended last.</summary>
    public virtual int Feeds => 1;

    /// <summary>The place of the line feed that ends the line; below 0 when it is not among these bytes.</summary>
    public virtual int Find(ReadOnlySpan<byte> next) => next.IndexOf((byte)'\n');
}
