using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep;

public class CheckOptionsTests
{
    public static TheoryData<string, ChatRequest> Faults => new()
    {
        { ErrorCode.ArgumentInvalid, Stage.Question() with { Temperature = 9 } },
        { ErrorCode.ArgumentInvalid, Stage.Question() with { MaxTokens = 0 } },
        { ErrorCode.ArgumentInvalid, Stage.Question() with { Model = " " } },
        { ErrorCode.ArgumentInvalid, Stage.Question() with { System = "half \ud800" } },
        { ErrorCode.ProviderUnknown, Stage.Question() with { Providers = ["onne"] } },
        { ErrorCode.ProviderUnknown, Stage.Question() with { ExcludedProviders = ["nobody"] } },
        { ErrorCode.NoTargetEligible, Stage.Question() with { ExcludedProviders = ["one", "two"] } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Options_that_no_prompt_can_make_valid_are_reported_without_a_call(string code, ChatRequest request)
    {
        await using var stage = Stage.Chain();

        Assert.Equal(code, Assert.Throws<HolySheepException>(() => stage.Client.CheckOptions(request with { Messages = [] })).Code);
        Assert.Equal(code, (await Assert.ThrowsAsync<HolySheepException>(() => stage.Client.ChatAsync(request))).Code);
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Fact]
    public async Task Messages_are_not_looked_at()
    {
        await using var stage = Stage.Chain();
        stage.Client.CheckOptions(Stage.Question() with { Messages = [] });
        stage.Client.CheckOptions(Stage.Question("half \ud800"));
    }
}
