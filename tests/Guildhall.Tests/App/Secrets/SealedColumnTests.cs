using System.Reflection;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Secrets;

/// <summary>What is sealed and no column of <see cref="SealedColumn"/> is lost when the master key is changed: whoever adds a place or a column learns it here. security.md S-17.</summary>
public sealed class SealedColumnTests
{
    private static readonly string[] Names = ["Encrypted", "Sealed", "CodeKey"];

    [Fact]
    public void S17_Every_place_where_something_is_sealed_has_its_column()
    {
        var places = typeof(SecretPlace).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(SecretPlace) && method.DeclaringType != typeof(SecretPlace));

        Assert.Equal(places.Select(Named).Order(), SealedColumn.All.Select(column => Named(column.PlaceOf.Method)).Distinct().Order());
    }

    [Fact]
    public void S17_Every_column_that_is_called_sealed_is_one()
    {
        using var db = Database.Sqlite("nowhere.db").Open();
        var called = from type in db.Model.GetEntityTypes()
                     from column in type.GetProperties()
                     where column.ClrType == typeof(string) && Names.Any(name => column.Name.Contains(name, StringComparison.Ordinal))
                     select $"{type.GetTableName()}.{column.GetColumnName()}";

        Assert.Equal(SealedColumn.All.Select(column => $"{column.Table}.{column.Name}").Order(), called.Order());
    }

    private static string Named(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
