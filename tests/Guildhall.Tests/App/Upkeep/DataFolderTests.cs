using Guildhall.App.Upkeep;

namespace Guildhall.Tests.App.Upkeep;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("guildhall-").FullName;

    private DataFolder Folder => DataFolder.At(Path.Combine(_place, "data"));

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void Naming_a_folder_writes_nothing() => Assert.False(Directory.Exists(Folder.Path));

    [Fact]
    public void S69_A_folder_is_held_by_one_at_a_time_and_says_by_whom()
    {
        using var held = Folder.Lock("serve").Value;

        var problem = Assert.Single(Folder.Lock("migrate").Problems);

        Assert.Equal($"The data folder '{Folder.Path}' is in use by guildhall serve, process {Environment.ProcessId}.", problem.Message);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_holder_lets_go()
    {
        Folder.Lock("serve").Value.Dispose();

        using var again = Folder.Lock("restore").Value;

        Assert.NotNull(again);
    }

    [Fact]
    public void A_folder_is_its_owners_alone()
    {
        Folder.Make();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder.Path));
    }
}
