namespace Guildhall.SimulatedAws.Storage;

/// <summary>New files that only their owner may read, because keys are in them.</summary>
internal static class PrivateFile
{
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
