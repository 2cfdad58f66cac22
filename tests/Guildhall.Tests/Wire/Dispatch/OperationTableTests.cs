using Guildhall.Wire.Dispatch;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class OperationTableTests
{
    [Fact]
    public void Two_operations_that_one_request_could_mean_are_a_bug()
    {
        static ValueTask<OperationResult> Nothing(OperationCall call, CancellationToken cancellation) => new(OperationResult.Empty);

        Assert.Throws<ArgumentException>(() => new OperationTable(
        [
            Operation.Rest("a", "POST", "/Same", "One", Nothing), Operation.Rest("b", "POST", "/Same", "Two", Nothing),
        ]));
        Assert.Throws<ArgumentException>(() => new OperationTable(
        [
            Operation.Json("a", "T", "Same", Nothing), Operation.Json("b", "T", "Same", Nothing),
        ]));
    }
}
