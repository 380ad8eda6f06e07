using System;
using System.Linq;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Providers.Sandbox;

public sealed class SandboxScriptTests
{
    [Theory]
    [InlineData("m=429x2", "Status", 2, 429, null, 0)]
    [InlineData("m=429x1:3s", "Status", 1, 429, 3d, 0)]
    [InlineData("m=503", "Status", null, 503, null, 0)]
    [InlineData("m=400:1m30s", "Status", null, 400, 90d, 0)]
    [InlineData("m=down", "Down", null, 0, null, 0)]
    [InlineData("m=DOWNx3", "Down", 3, 0, null, 0)]
    [InlineData("m=slow:5s", "Slow", null, 0, 5d, 0)]
    [InlineData("m=slowx2:250ms", "Slow", 2, 0, 0.25, 0)]
    [InlineData("m=cut:40", "Cut", null, 0, null, 40)]
    [InlineData("m=stallx1:10", "Stall", 1, 0, null, 10)]
    [InlineData("m=refuse", "Refuse", null, 0, null, 0)]
    [InlineData("m=auth", "Auth", null, 0, null, 0)]
    [InlineData("m=quota", "Quota", null, 0, null, 0)]
    [InlineData("  m =  down  ; ", "Down", null, 0, null, 0)]
    public void A_fault_is_read(string script, string kind, int? times, int status, double? seconds, int tokens)
    {
        var fault = Assert.Single(SandboxScript.Parse(script).Faults["m"]);
        Assert.Equal((kind, times, status, seconds, tokens), (fault.Kind.ToString(), fault.Times, fault.Status, fault.Time?.TotalSeconds, fault.Tokens));
    }

    [Theory]
    [InlineData("down"), InlineData("=down"), InlineData("m="), InlineData("m=up"), InlineData("m=429x"), InlineData("m=429x-1"), InlineData("m=200"), InlineData("m=600"), InlineData("m=42")]
    [InlineData("m=slow"), InlineData("m=slow:5"), InlineData("m=cut"), InlineData("m=cut:5s"), InlineData("m=stall"), InlineData("m=down:5s"), InlineData("m=refuse:1"), InlineData("m=429:soon")]
    [InlineData("m=down;m=503"), InlineData("m=down;M=503"), InlineData("m=down,"), InlineData("m=429x99999999999")]
    public void An_invalid_value_is_refused_with_the_valid_ones(string script)
    {
        var error = Assert.Throws<HolySheepException>(() => SandboxScript.Parse(script));
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.StartsWith("The sandbox script is not understood: '", error.Message);
        Assert.Contains("429x2", error.Hint);
    }

    [Theory]
    [InlineData(""), InlineData(" ; ;")]
    public void An_empty_script_has_no_faults(string script) => Assert.Empty(SandboxScript.Parse(script).Faults);

    [Fact]
    public void No_script_is_an_argument_fault() => Assert.Throws<ArgumentNullException>(() => SandboxScript.Parse(null!));

    [Fact]
    public void A_models_name_may_hold_an_equals_sign() => Assert.Equal(["a=b"], SandboxScript.Parse("a=b=down").Faults.Keys);

    [Fact]
    public void Faults_are_played_in_their_order_and_then_it_answers()
    {
        var play = new SandboxPlay(SandboxScript.Parse("m=429x2,down,503; *=refusex1"));
        Assert.Equal(["Status", "Status", "Down", "Down"], Enumerable.Range(0, 4).Select(_ => play.Next(null, "m")!.Kind.ToString()));
        Assert.Equal(SandboxFaultKind.Refuse, play.Next(null, "other")!.Kind);
        Assert.Null(play.Next(null, "other"));
        Assert.Equal(SandboxFaultKind.Refuse, play.Next(null, "third")!.Kind);
    }
}
