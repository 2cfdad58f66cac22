using Guildhall.App.Upkeep;

namespace Guildhall.Tests.App.Upkeep;

public sealed class PrivateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "demo.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_its_owners_alone_also_when_it_replaces_an_open_one()
    {
        File.WriteAllText(Path, "old");

        PrivateFile.Write(Path, "new");

        Assert.Equal("new", File.ReadAllText(Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_new_file_does_not_replace_one_that_is_there()
    {
        PrivateFile.WriteNew(Path, "first");
        PrivateFile.WriteNew(Path, "second");

        Assert.Equal("first", File.ReadAllText(Path));
    }

    [Fact]
    public void Nothing_is_left_beside_the_file()
    {
        PrivateFile.Write(Path, "one");
        PrivateFile.Write(Path, "two");
        PrivateFile.WriteNew(Path, "three");

        Assert.Equal([Path], Directory.GetFiles(_folder));
    }
}
