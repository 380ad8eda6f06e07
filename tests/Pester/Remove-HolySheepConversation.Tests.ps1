BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'conversations-remove'
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Remove-HolySheepConversation' {
    BeforeEach {
        'a', 'b' | ForEach-Object { $null = Invoke-HolySheepChat 'One' -Conversation $_ -Sandbox }
    }

    It 'removes what Get gives' {
        Get-HolySheepConversation | Remove-HolySheepConversation
        Get-HolySheepConversation | Should -BeNullOrEmpty
    }

    It 'removes names from the pipeline and from objects with a name' {
        'A' | Remove-HolySheepConversation
        [pscustomobject] @{ Name = 'b' } | Remove-HolySheepConversation
        Get-HolySheepConversation | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepConversation a -WhatIf
        (Get-HolySheepConversation).Name | Should -Be 'b', 'a'
    }

    It 'says what is not there and goes on' {
        'nope', 'a' | Remove-HolySheepConversation -ErrorAction SilentlyContinue -ErrorVariable bad
        $bad.FullyQualifiedErrorId | Should -BeLike 'ConversationUnknown,*'
        (Get-HolySheepConversation).Name | Should -Be 'b'
    }

    It 'removes a damaged one' {
        Set-Content (Join-Path $env:HOLYSHEEP_HOME conversations/a.json) '{'
        Remove-HolySheepConversation a
        (Get-HolySheepConversation).Name | Should -Be 'b'
    }

    It 'asks for a name' {
        { Remove-HolySheepConversation -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }
}
