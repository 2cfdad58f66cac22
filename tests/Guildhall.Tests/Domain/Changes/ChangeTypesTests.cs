using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.Tests.Domain.Changes;

public sealed class ChangeTypesTests
{
    /// <summary>The order of private-marketplace.md 2.1.3, ours of decisions.md 33 in brackets.</summary>
    private static readonly string[] Documented =
    [
        "CreateExperience", "ReviveExperience", "CreateProcurementPolicy", "CreateBrandingSettings", "UpdateProcurementPolicy", "UpdateBrandingSettings",
        "DenyProductProcurement", "[RemoveProductProcurement]", "AllowProductProcurement", "DisassociateAudience", "AssociateAudience", "UpdateExperience",
        "RestrictExperience", "CreateProductProcurementRequest", "CancelProductProcurementRequest", "ApproveProductProcurementRequest",
        "DeclineProductProcurementRequest", "[UnblockProductRequests]",
    ];

    public static TheoryData<string> Names => [.. ChangeTypes.All.Select(t => t.Name)];

    [Fact]
    public void The_change_types_are_those_of_the_specification_and_ours_in_execution_order()
    {
        Assert.Equal(Documented.Select(n => n.Trim('[', ']')), ChangeTypes.All.Select(t => t.Name));
        Assert.Equal(Enumerable.Range(0, Documented.Length), ChangeTypes.All.Select(t => t.Order));
    }

    [Fact]
    public void Every_change_record_is_registered() => Assert.Equal(
        typeof(Change).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Change)) && !t.IsAbstract).Select(t => t.Name).Order(),
        ChangeTypes.All.Select(t => t.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_change_type_has_its_tests(string name) => Assert.Contains(typeof(ChangeTypesTests).Assembly.GetTypes(), t => t.Name == $"{name}Tests");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_has_no_members_but_those_of_its_details(string name)
    {
        var details = ChangeTypes.Find(name)!.Details;

        var constructor = details.GetConstructors().Single().GetParameters().Select(p => p.Name);
        Assert.Equal(constructor.Order(), details.GetProperties().Select(p => p.Name).Order());
    }

    [Fact]
    public void Two_types_create_their_target_and_four_act_on_requests()
    {
        Assert.Equal(["CreateExperience", "CreateProductProcurementRequest"], ChangeTypes.All.Where(t => t.Creates).Select(t => t.Name));
        Assert.Equal(
            ["Create", "Cancel", "Approve", "Decline"],
            ChangeTypes.All.Where(t => t.Target == EntityType.ProductProcurementRequest).Select(t => t.Name.Replace("ProductProcurementRequest", "", StringComparison.Ordinal)));
        Assert.All(ChangeTypes.All, t => Assert.True(t.Target is EntityType.Experience or EntityType.ProductProcurementRequest));
    }

    [Theory]
    [InlineData("createExperience")]
    [InlineData("DeleteExperience")]
    [InlineData("")]
    public void Names_are_exact(string name) => Assert.Null(ChangeTypes.Find(name));
}
