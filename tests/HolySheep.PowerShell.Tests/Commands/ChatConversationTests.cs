using System.Linq;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatConversationTests : ChatFixture
{
    [Fact]
    public void A_piped_answer_continues_its_conversation_and_the_prompt_is_not_a_template()
    {
        Run("Invoke-HolySheepChat 'One' -System 'Be brief.' -ConfigPath $config | Invoke-HolySheepChat 'Two {x} {' -ConfigPath $config").ThrowOnError();

        Assert.Equal(
            [("system", "Be brief."), ("user", "One"), ("assistant", "answer from local to One"), ("user", "Two {x} {")],
            Provider.Requests[1].Messages);
    }

    [Fact]
    public void The_same_answer_can_be_gone_on_with_twice_and_the_answers_gone_on_with_again()
    {
        Run("""
            $r = Invoke-HolySheepChat 'One' -ConfigPath $config
            $r | Invoke-HolySheepChat 'and now?' -ConfigPath $config | Out-Null
            $again = $r | Invoke-HolySheepChat 'and now?' -ConfigPath $config
            $again | Invoke-HolySheepChat 'Three' -ConfigPath $config
            """).ThrowOnError();

        Assert.Equal([1, 3, 3, 5], Provider.Requests.Select(request => request.Messages.Count));
        Assert.Equal(Provider.Requests[1].Messages, Provider.Requests[2].Messages);
        Assert.Equal(["One", "and now?", "Three"], Provider.Requests[3].Messages.Where(message => message.Role == "user").Select(message => message.Content));
    }

    [Fact]
    public void Many_answers_piped_in_each_go_on_with_their_own_conversation()
    {
        var outcome = Run("1..20 | Invoke-HolySheepChat -ConfigPath $config -ThrottleLimit 4 | Invoke-HolySheepChat 'more' -ConfigPath $config -ThrottleLimit 4").ThrowOnError();

        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => $"user: {number}; assistant: answer from local to {number}; user: more; assistant: answer from local to more"),
            outcome.Output.Select(result => string.Join("; ", (System.Collections.Generic.IEnumerable<object>)result.Properties["Conversation"].Value)));
    }

    [Fact]
    public void A_new_instruction_takes_the_place_of_the_old_one()
    {
        Run("Invoke-HolySheepChat 'One' -System 'Old.' -ConfigPath $config | Invoke-HolySheepChat 'Two' -System 'New.' -ConfigPath $config").ThrowOnError();

        Assert.Equal([("system", "New."), ("user", "One"), ("assistant", "answer from local to One"), ("user", "Two")], Provider.Requests[1].Messages);
    }

    [Fact]
    public void A_conversation_continues_with_the_model_that_was_asked_unless_another_is_named()
    {
        Run("""
            $r = Invoke-HolySheepChat 'One' -Model local/first -ConfigPath $config
            $r | Invoke-HolySheepChat 'Two' -ConfigPath $config
            $r | Invoke-HolySheepChat 'Two' -Model local/second -ConfigPath $config
            """).ThrowOnError();

        Assert.Equal(["first", "first", "second"], Provider.Requests.Select(request => request.Model));
    }
}
