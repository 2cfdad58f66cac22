using Guildhall.App.Upkeep;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>The file that a pull imports: its owner's alone, and in place of one that a killed process left.</summary>
internal static class PullFile
{
    public static FileStream Make(string path)
    {
        File.Delete(path);
        return PrivateFile.Create(path);
    }
}
