using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.Tests.Domain.Changes;

/// <summary>Every member of AWS's published shapes and samples is known, and nothing else (decisions.md 20).</summary>
public sealed class ChangeDetailsTests
{
    /// <summary>Details with all members that AWS's shapes and guides have, and of our types those of the specification.</summary>
    public static TheoryData<string, string> Whole => new()
    {
        { "CreateExperience", """{"Name":"N","Description":"D","Catalog":"aws-mp-commercial-prod"}""" },
        { "UpdateExperience", """{"Name":"N","Description":"D","Status":"Enabled"}""" },
        { "RestrictExperience", "{}" },
        { "ReviveExperience", "{}" },
        { "CreateProcurementPolicy", """{"Name":"N","Description":"D","Configuration":{"PolicyResourceRequests":"Allow"}}""" },
        { "UpdateProcurementPolicy", """{"Configuration":{"PolicyResourceRequests":"Deny"},"Name":"N","Description":"D"}""" },
        { "CreateBrandingSettings", """{"Name":"N","Description":"D","Configuration":{"Title":"T","Information":"I","ThemeColor":"#232f3e","LogoUrl":"https://bucket.example/logo.png"}}""" },
        { "UpdateBrandingSettings", """{"Name":"N","Description":"D","Configuration":{"Title":"T","Information":"I","ThemeColor":"#232f3e","LogoUrl":"https://bucket.example/logo.png"}}""" },
        { "AllowProductProcurement", """{"Products":[{"Ids":["example-1234-abcd-5678","example-4321"],"Notes":"Useful"},{"Ids":["example-9876"],"Notes":null}]}""" },
        { "DenyProductProcurement", """{"Products":[{"Ids":["example-1234-abcd-5678"],"Notes":"Licence"}]}""" },
        { "RemoveProductProcurement", """{"Products":[{"Ids":["example-1234-abcd-5678"],"Notes":"Old"}]}""" },
        { "AssociateAudience", """{"Principals":["012345678901","ou-abcd-01234567","o-0123456789"],"Name":"N","Description":"D"}""" },
        { "DisassociateAudience", """{"Principals":["012345678901"]}""" },
        { "CreateProductProcurementRequest", """{"Products":[{"Id":"prod-a"}],"Reason":"R","PurchaseOrderNumber":"PO-2207"}""" },
        { "CancelProductProcurementRequest", "{}" },
        { "ApproveProductProcurementRequest", """{"ApproverNote":"A"}""" },
        { "DeclineProductProcurementRequest", """{"ApproverNote":"A","BlockFutureRequests":true}""" },
        { "UnblockProductRequests", """{"Products":[{"Id":"prod-a"}]}""" },
    };

    /// <summary>The least each type takes.</summary>
    public static TheoryData<string, string> Least => new()
    {
        { "CreateExperience", """{"Name":"N"}""" },
        { "UpdateExperience", """{"Status":"Disabled"}""" },
        { "CreateProcurementPolicy", """{"Name":"N"}""" },
        { "UpdateProcurementPolicy", """{"Configuration":{"PolicyResourceRequests":"Deny"}}""" },
        { "CreateBrandingSettings", """{"Name":"N"}""" },
        { "UpdateBrandingSettings", """{"Configuration":{"LogoUrl":""}}""" },
        { "AllowProductProcurement", """{"Products":[{"Ids":["prod-a"]}]}""" },
        { "AssociateAudience", """{"Principals":["o-abcdef1234"]}""" },
        { "CreateProductProcurementRequest", """{"Products":[{"Id":"prod-a"}],"Reason":"R"}""" },
        { "ApproveProductProcurementRequest", "{}" },
        { "DeclineProductProcurementRequest", "{}" },
    };

    public static TheoryData<string, string> Unfit => new()
    {
        { "CreateExperience", "{}" },
        { "CreateExperience", "[]" },
        { "CreateExperience", "null" },
        { "CreateExperience", "\"{}\"" },
        { "CreateExperience", """{"Name":null}""" },
        { "CreateExperience", """{"name":"N"}""" },
        { "CreateExperience", """{"Name":7}""" },
        { "CreateExperience", """{"Name":"N","Status":"Enabled"}""" },
        { "CreateExperience", """{"Name":"N","Name":"M"}""" },
        { "CreateExperience", """{"Name":"\ud800"}""" },
        { "RestrictExperience", """{"Name":"N"}""" },
        { "UpdateExperience", """{"Status":"enabled"}""" },
        { "UpdateExperience", """{"Status":"Enabled, Disabled"}""" },
        { "UpdateExperience", """{"Status":1}""" },
        { "UpdateExperience", """{"Status":"1"}""" },
        { "UpdateExperience", """{"Status":"\ud800"}""" },
        { "UpdateExperience", """{"Status":"Live"}""" },
        { "UpdateProcurementPolicy", """{"Name":"N"}""" },
        { "UpdateProcurementPolicy", """{"Configuration":null}""" },
        { "UpdateProcurementPolicy", """{"Configuration":{}}""" },
        { "CreateProcurementPolicy", """{"Name":"N","Configuration":{"PolicyResourceRequests":"Allow","More":1}}""" },
        { "CreateBrandingSettings", """{"Name":"N","Configuration":{"Color":"red"}}""" },
        { "AllowProductProcurement", """{"Products":null}""" },
        { "AllowProductProcurement", """{"Products":{"Ids":["prod-a"]}}""" },
        { "AllowProductProcurement", """{"Products":[{"Notes":"No ids"}]}""" },
        { "AllowProductProcurement", """{"Products":[{"Ids":"prod-a"}]}""" },
        { "AllowProductProcurement", """{"Products":[{"Ids":[7]}]}""" },
        { "AllowProductProcurement", """{"Products":[{"Id":"prod-a"}]}""" },
        { "AssociateAudience", """{"Principals":"o-abcdef1234"}""" },
        { "CreateProductProcurementRequest", """{"Products":[{"Ids":["prod-a"]}],"Reason":"R"}""" },
        { "CreateProductProcurementRequest", """{"Products":[{"Id":"prod-a"}]}""" },
        { "DeclineProductProcurementRequest", """{"BlockFutureRequests":"true"}""" },
        { "DeclineProductProcurementRequest", """{"BlockFutureRequests":null}""" },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Details_with_every_known_member_are_read_and_written_back_the_same(string type, string json)
    {
        var change = Read(type, json).Value;

        Assert.Equal(type, change.GetType().Name);
        Assert.Empty(change.Validate());
        Assert.True(JsonElement.DeepEquals(Parse(json), JsonSerializer.SerializeToElement(change, change.GetType(), ChangeDetails.Options)));
    }

    [Fact]
    public void Every_change_type_is_tried_with_all_its_members()
    {
        var tried = Whole.ToDictionary(row => row.Data.Item1, row => Parse(row.Data.Item2));

        Assert.Equal(ChangeTypes.All.Select(t => t.Name).Order(), tried.Keys.Order());
        Assert.All(ChangeTypes.All, t => Assert.Equal(
            t.Details.GetProperties().Select(p => p.Name).Order(), tried[t.Name].EnumerateObject().Select(m => m.Name).Order()));
    }

    [Theory]
    [MemberData(nameof(Least))]
    public void Optional_members_may_be_absent(string type, string json) => Assert.Empty(Read(type, json).Value.Validate());

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Whatever_does_not_fit_is_refused_as_malformed(string type, string json)
    {
        var problem = Assert.Single(Read(type, json).Problems);

        Assert.Equal((ProblemKind.Malformed, "VALIDATION_ERROR"), (problem.Kind, problem.Code));
        Assert.DoesNotContain("Guildhall.Domain", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AllowProductProcurement", """{"Products":[null]}""")]
    [InlineData("AllowProductProcurement", """{"Products":[{"Ids":[null]}]}""")]
    [InlineData("AssociateAudience", """{"Principals":[null]}""")]
    [InlineData("CreateProductProcurementRequest", """{"Products":[null],"Reason":"R"}""")]
    public void Nulls_in_lists_are_found_by_validation(string type, string json) => Assert.Single(Read(type, json).Value.Validate());

    [Fact]
    public void The_member_that_does_not_fit_is_told() =>
        Assert.Equal("Products[0].Ids[1]", Read("DenyProductProcurement", """{"Products":[{"Ids":["prod-a",{}]}]}""").Problems[0].Member);

    private static Result<Change> Read(string type, string json) => ChangeDetails.Read(ChangeTypes.Find(type)!, Parse(json));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
