using System.Threading.Tasks;
using Xunit;

namespace HolySheep;

/// <summary>The call that has the runtime compile the others' way.</summary>
public class CallWarmUpTests
{
    [Fact]
    public async Task It_runs_a_whole_call_and_asks_only_the_sandbox()
    {
        var result = await CallWarmUp.RunAsync();

        Assert.Equal(("sandbox", 0m, 1), (result?.Provider, result?.Cost, result?.AttemptCount));
    }
}
