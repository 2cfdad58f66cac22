using System.Xml.Linq;

namespace Guildhall.Tests.House;

/// <summary>Which project may know which (docs/adr/0001-few-projects.md).</summary>
public sealed class ArrowTests
{
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Guildhall.Domain", [] },
        { "Guildhall.Wire", [] },
        { "Guildhall.App", ["Guildhall.Domain", "Guildhall.Wire"] },
        { "Guildhall.SimulatedAws", ["Guildhall.Wire"] },
        { "Guildhall.Server", ["Guildhall.App", "Guildhall.SimulatedAws", "Guildhall.Wire"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_refers_to_the_projects_it_may_know(string project, string[] may) =>
        Assert.Equal(may, ProjectReferences(project));

    [Fact]
    public void Every_project_that_ships_has_its_arrows()
    {
        var projects = Directory.GetDirectories(Checkout.At("src")).Select(folder => Path.GetFileName(folder)!).Order();

        Assert.Equal(projects, Arrows.Select(row => row.Data.Item1).Order());
    }

    [Theory]
    [InlineData("Guildhall.Domain", "Guildhall.")]
    [InlineData("Guildhall.Wire", "Guildhall.")]
    [InlineData("Guildhall.App", "Guildhall.Server")]
    [InlineData("Guildhall.App", "Guildhall.SimulatedAws")]
    [InlineData("Guildhall.SimulatedAws", "Guildhall.App")]
    [InlineData("Guildhall.SimulatedAws", "Guildhall.Domain")]
    public void An_assembly_uses_no_other_by_a_back_door(string assembly, string mustNot) =>
        Assert.DoesNotContain(AssemblyUses.Of(assembly).Assemblies, name => name.StartsWith(mustNot, StringComparison.Ordinal));

    [Fact]
    public void App_uses_no_type_of_the_web_framework() =>
        Assert.DoesNotContain(AssemblyUses.Of("Guildhall.App").Types, IsOfTheWebFramework);

    [Fact]
    public void A_type_of_the_web_framework_would_be_noticed() =>
        Assert.Contains(AssemblyUses.Of("Guildhall").Types, IsOfTheWebFramework);

    [Fact]
    public void Domain_uses_nothing_but_the_base_library() =>
        Assert.All(AssemblyUses.Of("Guildhall.Domain").Assemblies, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Domain_has_no_package() =>
        Assert.Empty(Project("Guildhall.Domain").Descendants("PackageReference").Concat(Project("Guildhall.Domain").Descendants("FrameworkReference")));

    private static bool IsOfTheWebFramework(string type) => type.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private static IEnumerable<string> ProjectReferences(string project) =>
        Project(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal);

    private static XDocument Project(string project) => XDocument.Load(Checkout.At($"src/{project}/{project}.csproj"));
}
