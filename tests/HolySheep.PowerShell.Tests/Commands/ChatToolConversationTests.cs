using System;
using System.Linq;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Conversations with tool calls go on in the session, and by way of Clixml and JSON.</summary>
public sealed class ChatToolConversationTests : ChatFixture
{
    private const string First = "$r = Invoke-HolySheepChat 'Where does it rain?' -ConfigPath $config; ";
    private const string Clixml = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($r))";
    private const string Flat = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($r, 1))";

    // As JSON hands a message over.
    private const string Shape = "[pscustomobject] @{ Conversation = @($r.Conversation | % { [pscustomobject] @{ Role = $_.Role; Content = $_.Content; AttachmentCount = [long] 0; Parts = $_.Parts } }) }";

    [Theory]
    [InlineData("$r.Conversation")]
    [InlineData("(" + Clixml + ").Conversation")]
    [InlineData("(" + Flat + ").Conversation")]
    [InlineData("(" + Shape + ").Conversation")]
    public void The_result_of_a_tool_goes_back_with_its_call(string conversation)
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("get_weather", "{\"city\":\"Huế\"}")), Reply.Text("In Hue."));
        Run(First + $"@({conversation}) + @(@{{ Role = 'tool'; Content = 'rain'; ToolCallId = $r.ToolCalls[0].Id }}) | Invoke-HolySheepChat -ConfigPath $config").ThrowOnError();

        Assert.Equal(2, Provider.CallCount);
        Assert.Equal(["user", "assistant", "tool"], Provider.Requests[1].Messages.Select(message => message.Role));
        var messages = Provider.Requests[1].Json!.Value.GetProperty("messages");
        Assert.Equal("{\"city\":\"Huế\"}", messages[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal(("call_1", "rain"), (messages[2].GetProperty("tool_call_id").GetString(), messages[2].GetProperty("content").GetString()));
    }

    [Theory]
    [InlineData("$s")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($s))")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($s, 1))")]
    public void An_answer_after_tools_goes_on_with_all_of_them(string handed)
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("get_weather", "{}")), Reply.Text("In Hue."), Reply.Text("Since noon."));
        Run(First + "$s = @($r.Conversation) + @(@{ Role = 'tool'; Content = 'rain'; ToolCallId = 'call_1' }) | Invoke-HolySheepChat -ConfigPath $config; " + handed
            + " | Invoke-HolySheepChat 'Since when?' -ConfigPath $config").ThrowOnError();
        Assert.Equal(["user", "assistant", "tool", "assistant", "user"], Provider.Requests[2].Messages.Select(message => message.Role));
        Assert.Equal("get_weather", Provider.Requests[2].Json!.Value.GetProperty("messages")[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("name").GetString());
    }

    [Fact]
    public void A_message_without_parts_as_the_first_version_wrote_it_is_read()
    {
        Run("[pscustomobject] @{ Role = 'user'; Content = 'a'; AttachmentCount = 0 }, [pscustomobject] @{ Role = 'assistant'; Content = 'b'; AttachmentCount = 0 } | Invoke-HolySheepChat 'c' -ConfigPath $config").ThrowOnError();
        Assert.Equal([("user", "a"), ("assistant", "b"), ("user", "c")], Provider.Requests[0].Messages);
    }

    [Fact]
    public void Parts_that_did_not_come_through_are_an_error()
    {
        var error = Assert.Single(Run("[pscustomobject] @{ Role = 'assistant'; Content = ''; Parts = '[{\"type\":\"call\"}]' } | Invoke-HolySheepChat 'c' -ConfigPath $config").Errors);
        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }
}
