using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Configuration.Names;

/// <summary>A call that can ask no provider says whether the name of its model may be mistyped.</summary>
public sealed class NearestModelTests
{
    [Theory]
    [InlineData("alhpa", "'alhpa' is neither a configured model nor one of the catalogue, so one is asked for it; did you mean 'alpha'? ")]
    [InlineData("gpt-41", "'gpt-41' is neither a configured model nor one of the catalogue, so one is asked for it; did you mean 'gpt-4.1'? ")]
    [InlineData("alpha", ""), InlineData("gpt-4.1", ""), InlineData("something-else-entirely", ""), InlineData("one/alhpa", ""), InlineData(null, "")]
    public async Task The_nearest_known_name_is_named_if_the_asked_one_is_not_known(string? model, string said)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { ApiKeys = [new KeyReference(KeySource.Environment, "NOT_SET")] });
        foreach (var mode in System.Enum.GetValues<CallMode>())
        {
            var error = Assert.IsAssignableFrom<HolySheepException>((await stage.AskAsync(mode, Stage.Question() with { Model = model })).Error);
            Assert.Equal(ErrorCode.CredentialMissing, error.Code);
            Assert.StartsWith(said, error.Hint, System.StringComparison.Ordinal);
            Assert.Equal(said.Length > 0, error.Hint!.Contains("did you mean", System.StringComparison.Ordinal));
        }
    }
}
