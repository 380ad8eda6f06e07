using System;
using System.Linq;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Answers that went through a job, Clixml or JSON, and conversations alone, go on.</summary>
public sealed class ChatHandedConversationTests : ChatFixture
{
    private const string First = "$r = Invoke-HolySheepChat 'My dog is called Rex.' -Model local/first -System 'Be brief.' -ConfigPath $config; ";
    private const string Clixml = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($r))";
    private const string Json = "[pscustomobject] @{ Content = $r.Content; Model = $r.Model; ModelUsed = $r.ModelUsed; Conversation = @($r.Conversation | % { [pscustomobject] @{ Role = $_.Role; Content = $_.Content; AttachmentCount = [long] 0 } }) }";
    private const string JsonTable = "@{ Content = $r.Content; Model = $r.Model; ModelUsed = $r.ModelUsed; Conversation = @($r.Conversation | % { @{ Role = $_.Role; Content = $_.Content } }) }";

    [Theory]
    [InlineData("$r", "first")]
    [InlineData(Clixml, "first")]
    [InlineData(Json, "first")]
    [InlineData(JsonTable, "first")]
    [InlineData("$r.Conversation", "gpt-4.1")]
    [InlineData("(" + Clixml + ").Conversation", "gpt-4.1")]
    [InlineData("(" + Json + ").Conversation", "gpt-4.1")]
    [InlineData(", $r.Conversation", "gpt-4.1")]
    public void The_conversation_goes_on(string handed, string model)
    {
        Run(First + handed + " | Invoke-HolySheepChat 'What is it called?' -ConfigPath $config").ThrowOnError();

        Assert.Equal(2, Provider.CallCount);
        Assert.Equal(model, Provider.Requests[1].Model);
        Assert.Equal(["system", "user", "assistant", "user"], Provider.Requests[1].Messages.Select(message => message.Role));
        Assert.Equal("What is it called?", Provider.Requests[1].LastUserMessage);
        Assert.Equal("My dog is called Rex.", Provider.Requests[1].Messages[1].Content);
    }

    [Theory]
    [InlineData(Clixml)]
    [InlineData("(" + Clixml + ").Conversation")]
    [InlineData("$r.Conversation")]
    public void The_prompt_is_then_no_template(string handed)
    {
        Run(First + handed + " | Invoke-HolySheepChat 'Two {x} {' -ConfigPath $config").ThrowOnError();
        Assert.Equal("Two {x} {", Provider.Requests[1].LastUserMessage);
    }

    [Fact]
    public void Several_answers_from_a_job_go_on_each_with_its_own()
    {
        Run("'a', 'b' | Invoke-HolySheepChat -ConfigPath $config | % { $r = $_; " + Clixml + " } | Invoke-HolySheepChat 'more' -ThrottleLimit 2 -ConfigPath $config").ThrowOnError();
        Assert.Equal(["a", "b"], Provider.Requests.Where(request => request.Messages.Count == 3).Select(request => request.Messages[0].Content).Order());
    }

    [Theory]
    [InlineData("[pscustomobject] @{ Role = 'user'; Content = 'first row' }, [pscustomobject] @{ Role = 'manager'; Content = 'second row' }")]
    [InlineData("[pscustomobject] @{ Role = 'user'; Content = 'first row' }, 'second row'")]
    [InlineData("'first row', [pscustomobject] @{ Role = 'user'; Content = 'second row' }")]
    [InlineData("[pscustomobject] @{ Role = 'user'; Content = 'first row'; Time = 'second row' }")]
    [InlineData(", @([pscustomobject] @{ Role = 'user'; Content = 'first row'; Time = 'second row' })")]
    [InlineData("@{ Role = 'assistant'; Content = 'first row'; Ticket = 'second row' }")]
    public void Rows_that_only_resemble_messages_lose_nothing(string rows)
    {
        Run(rows + " | Invoke-HolySheepChat 'Summarise' -ConfigPath $config").ThrowOnError();

        var asked = Provider.Requests.Single().LastUserMessage;
        Assert.StartsWith("Summarise", asked, StringComparison.Ordinal);
        Assert.Contains("first row", asked, StringComparison.Ordinal);
        Assert.Contains("second row", asked, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_the_columns_of_a_message_are_rows_where_the_prompt_names_them()
    {
        Run("[pscustomobject] @{ Role = 'user'; Content = 'x' } | Invoke-HolySheepChat '{Role}: {Content}' -ConfigPath $config").ThrowOnError();
        Assert.Equal("user: x", Provider.Requests.Single().LastUserMessage);
    }

    [Theory]
    [InlineData("[pscustomobject] @{ Content = 'c'; Model = 'm'; ModelUsed = 'm'; Conversation = 'HolySheep.PowerShell.Results.HolySheepChatMessage' }")]
    [InlineData("[pscustomobject] @{ Content = 'c'; Model = 'm'; ModelUsed = 'm'; Conversation = @('user: a', 'assistant: b') }")]
    [InlineData("[pscustomobject] @{ Role = 'user'; Content = 'c'; AttachmentCount = 1 }")]
    public void A_conversation_that_did_not_come_through_whole_is_an_error(string handed)
    {
        var error = Assert.Single(Run(handed + " | Invoke-HolySheepChat 'more' -ConfigPath $config").Errors);

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("conversation", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Theory]
    [InlineData("Measure-HolySheepCost 'And now?' -Model gpt-4.1 -ConfigPath $config")]
    [InlineData("Get-HolySheepRoute 'And now?' -Model gpt-4.1 -ConfigPath $config")]
    public void Costs_and_routes_take_it_too(string command) => Run(First + Clixml + " | " + command).ThrowOnError();
}
