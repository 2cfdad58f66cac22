namespace Guildhall.Tests.House;

public sealed class MarkdownTests
{
    private static readonly Markdown Document = new("""
        Type `./check`, read `src/Guildhall.Domain/` and `docs/adr`, ask `/health/live`.

        ```sh
        one
        two
        ```

        ```json
        {}
        ```

        ```sh
        three
        ```

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Shell_blocks_are_what_a_reader_would_type() =>
        Assert.Equal(["one\ntwo\n", "three\n"], Document.ShellBlocks());

    [Fact]
    public void Paths_are_those_of_the_repository() =>
        Assert.Equal(["src/Guildhall.Domain", "docs/adr"], Document.PathsNamed());
}
