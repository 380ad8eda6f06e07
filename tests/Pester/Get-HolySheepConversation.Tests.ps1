BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'conversations-get'
    $null = Invoke-HolySheepChat 'One' -Conversation 'Incident 4711' -System 'Be brief.' -Sandbox
    $null = Invoke-HolySheepChat 'Two' -Conversation 'Incident 4711' -Sandbox
    $null = Invoke-HolySheepChat 'Hello' -Conversation b -Sandbox
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Get-HolySheepConversation' {
    It 'lists conversations, the last one first, with wildcards and in any letters' {
        (Get-HolySheepConversation).Name | Should -Be 'b', 'Incident 4711'
        (Get-HolySheepConversation INC*).Turns | Should -Be 2
        Get-HolySheepConversation x* | Should -BeNullOrEmpty
    }

    It 'shows what is known of one' {
        $one = Get-HolySheepConversation 'incident 4711'
        $one.Title | Should -Be 'One'
        $one.Model | Should -Be 'gpt-4.1'
        $one.Cost | Should -Be 0
        $one.Created | Should -BeOfType System.DateTimeOffset
        $one.Updated -gt $one.Created | Should -BeTrue
        $one.Messages.Role | Should -Be 'system', 'user', 'assistant', 'user', 'assistant'
        $one.Messages[3].Content | Should -Be 'Two'
    }

    It 'shows the messages of one that is named' {
        Get-HolySheepConversation b | Out-String | Should -Match 'user: Hello'
        Get-HolySheepConversation | Out-String | Should -Not -Match 'user: Hello'
    }

    It 'gives messages that go on elsewhere' {
        $answer = (Get-HolySheepConversation b).Messages | Invoke-HolySheepChat 'More' -Sandbox
        $answer.Conversation.Content[0, 2] | Should -Be 'Hello', 'More'
        (Get-HolySheepConversation b).Turns | Should -Be 1
    }

    It 'says which conversation there is not, with the nearest name' {
        { Get-HolySheepConversation 'incidnet 4711' -ErrorAction Stop } | Should -Throw -ErrorId 'ConversationUnknown,*' -ExpectedMessage "*did you mean 'incident 4711'*"
    }

    It 'names a damaged file and lists the others' {
        $file = Join-Path $env:HOLYSHEEP_HOME conversations/bad.json
        Set-Content $file '{ "schema": 1'
        $found = Get-HolySheepConversation -ErrorAction SilentlyContinue -ErrorVariable bad
        $found.Name | Should -Be 'b', 'Incident 4711'
        $bad.FullyQualifiedErrorId | Should -BeLike 'ConversationUnusable,*'
        $bad[0].Exception.Message | Should -BeLike "*bad.json*"
        Remove-Item $file
    }

    It 'says that there is no place for them in memory' {
        $env:HOLYSHEEP_STATE = 'memory'
        try { { Get-HolySheepConversation -ErrorAction Stop } | Should -Throw -ErrorId 'ConversationUnusable,*' } finally { $env:HOLYSHEEP_STATE = $null }
    }

    It 'fits a window of 80 columns' {
        (Get-HolySheepConversation | Out-String -Width 80).Trim() -split '\r?\n' -replace '\x1b\[[\d;]*m' | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
    }
}
