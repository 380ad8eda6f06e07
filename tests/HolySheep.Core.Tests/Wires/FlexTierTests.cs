using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Wires;

/// <summary>The cheaper, slower tier of service, asked for on each wire.</summary>
public sealed class FlexTierTests
{
    [Theory]
    [Wires]
    public async Task The_flexible_tier_is_asked_for_where_a_provider_has_one_and_otherwise_left_out_with_a_warning(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);

        var asked = await stage.AskAsync(mode, Stage.Question() with { Flex = true });

        var member = wire == "gemini" ? "serviceTier" : wire.StartsWith("openai", StringComparison.Ordinal) ? "service_tier" : null;
        var body = stage.One.Requests[0].Json!.Value;
        Assert.Equal(member is null ? null : "flex", member is null ? Tier(body) : body.GetProperty(member).GetString());
        Assert.Equal(member is null, asked.Result.Warnings.Any(warning => warning.StartsWith("The flexible tier was not sent", StringComparison.Ordinal)));
    }

    [Theory]
    [Wires]
    public async Task Without_it_no_wire_names_a_tier_and_the_callers_own_is_kept(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        await stage.AskAsync(mode);
        Assert.Null(Tier(stage.One.Requests[0].Json!.Value));

        var member = wire == "gemini" ? "serviceTier" : "service_tier";
        await stage.AskAsync(mode, Stage.Question("again") with { Flex = true, ExtraBody = new Dictionary<string, string> { [member] = "\"priority\"" } });
        Assert.Equal("priority", Tier(stage.One.Requests[1].Json!.Value));
    }

    private static string? Tier(System.Text.Json.JsonElement body) =>
        body.TryGetProperty("service_tier", out var tier) || body.TryGetProperty("serviceTier", out tier) ? tier.GetString() : null;
}
