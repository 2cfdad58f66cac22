namespace Guildhall.App.Catalogue.Format;

/// <summary>Makes records of the lines of one file, in order, or says why not.</summary>
internal interface IRecordReader
{
    /// <summary>The header, once it was read.</summary>
    CatalogueHeader? Header { get; }

    /// <summary>Members that this version does not know, with how many records had them.</summary>
    IReadOnlyDictionary<string, int> Unknown { get; }

    /// <summary>What the file lacks, asked when all of it was read; null when nothing.</summary>
    Refusal? Lacking { get; }

    /// <summary>Reads a line; <paramref name="taken"/> gets its records while their documents live. Gives what is wrong; nothing means it is sound.</summary>
    IReadOnlyList<Refusal> Read(RawLine line, Action<CatalogueRecord> taken);
}
