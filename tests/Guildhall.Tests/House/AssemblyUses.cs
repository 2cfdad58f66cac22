using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Guildhall.Tests.House;

/// <summary>What a compiled assembly uses of others, read from its metadata.</summary>
/// <param name="Assemblies">Simple names of the assemblies it refers to.</param>
/// <param name="Types">Full names of the types of other assemblies it mentions.</param>
/// <param name="Members">Members of those types it calls or reads, as <c>Namespace.Type.member</c>.</param>
internal sealed record AssemblyUses(IReadOnlySet<string> Assemblies, IReadOnlySet<string> Types, IReadOnlySet<string> Members)
{
    /// <summary>Reads the assembly with this simple name from the folder of the running tests.</summary>
    public static AssemblyUses Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        return new AssemblyUses(
            metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToHashSet(),
            metadata.TypeReferences.Select(handle => FullName(metadata, handle)).ToHashSet(),
            metadata.MemberReferences.Select(handle => MemberName(metadata, handle)).OfType<string>().ToHashSet());
    }

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind is HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static string? MemberName(MetadataReader metadata, MemberReferenceHandle handle)
    {
        var member = metadata.GetMemberReference(handle);
        return member.Parent.Kind is HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"
            : null;
    }
}
