using Guildhall.App.Store;
using Npgsql;

namespace Guildhall.Tests.App.Store;

public sealed class DatabaseFailureTests
{
    [Theory]
    [InlineData("57014", StoreFault.Busy)]
    [InlineData("40001", StoreFault.Busy)]
    [InlineData("28P01", StoreFault.Away)]
    [InlineData("28000", StoreFault.Away)]
    [InlineData("3D000", StoreFault.Away)]
    [InlineData("57P03", StoreFault.Away)]
    [InlineData("22021", null)]
    public void F24_What_PostgreSQL_says_of_itself_is_an_outage_and_what_it_says_of_a_value_is_not(string state, StoreFault? fault) =>
        Assert.Equal(fault, DatabaseFailure.FaultIn(new PostgresException("", "ERROR", "ERROR", state)));
}
