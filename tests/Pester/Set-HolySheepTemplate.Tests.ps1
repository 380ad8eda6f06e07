BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
    Set-HolySheepProvider holysheep -Kind Sandbox
    Set-HolySheepTemplate translate 'To {language}: {}' -System 'Be literal.' -Model gpt-4o
    Set-HolySheepTemplate ticket 'Of {Customer}: {Body}'
    Set-HolySheepTemplate fixed 'Name a {{river}}.'

    # What was asked: the sandbox says it in its answer, and the conversation has it word for word.
    function Asked($Answer) { $Answer | ForEach-Object { ($_.Conversation | Where-Object Role -EQ user)[-1].Content } }
}

Describe 'Set-HolySheepTemplate' {
    It 'leaves what is not given, and takes out what is empty' {
        Set-HolySheepTemplate t 'A {}' -MaxTokens 5 -Stop x
        (Set-HolySheepTemplate t -Model gpt-4.1 -MaxTokens 0 -Stop @() -PassThru | ForEach-Object { $_.Prompt, $_.Model, $_.MaxTokens, $_.Stop.Count }) | Should -Be 'A {}', 'gpt-4.1', $null, 0
    }

    It 'refuses what could not be used' {
        Set-HolySheepTemplate bad 'a { b' -ErrorAction SilentlyContinue -ErrorVariable bad
        Set-HolySheepTemplate bad -Schema 'no-such-file.json' -ErrorAction SilentlyContinue -ErrorVariable +bad
        Set-HolySheepTemplate -ErrorAction SilentlyContinue -ErrorVariable +bad
        $bad.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Should -Be 'ArgumentInvalid', 'ArgumentInvalid', 'ArgumentInvalid'
        Get-HolySheepTemplate bad* | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Set-HolySheepTemplate never 'x' -WhatIf
        Get-HolySheepTemplate never* | Should -BeNullOrEmpty
    }
}

Describe 'A template in Invoke-HolySheepChat' {
    It 'takes the prompt, the pipeline and the variables' {
        $answer = Invoke-HolySheepChat 'Good {morning}' -Template translate -Variable @{ Language = 'French' }
        Asked $answer | Should -Be 'To French: Good {morning}'
        $answer.Model | Should -Be 'gpt-4o'
        ($answer.Conversation | Where-Object Role -EQ system).Content | Should -Be 'Be literal.'
        Asked ('one', 'two' | Invoke-HolySheepChat -Template translate -Variable @{ language = 'French' }) | Should -Be 'To French: one', 'To French: two'
        Asked ([pscustomobject]@{ Customer = 'Ada'; Body = 'Help' } | Invoke-HolySheepChat -Template ticket) | Should -Be 'Of Ada: Help'
        Asked ([pscustomobject]@{ Customer = 'Ada'; Body = 'Help' } | Invoke-HolySheepChat -Template ticket -Variable @{ Customer = '{Body}' }) | Should -Be 'Of {Body}: Help'
        Asked (Invoke-HolySheepChat -Template fixed) | Should -Be 'Name a {river}.'
        Asked (Invoke-HolySheepChat 'Now.' -Template fixed) | Should -Be "Name a {river}.`n`nNow."
    }

    It 'yields to what the command says' {
        $answer = Invoke-HolySheepChat 'x' -Template translate -Variable @{ language = 'German' } -Model gpt-4.1 -System 'Be free.'
        $answer.Model | Should -Be 'gpt-4.1'
        ($answer.Conversation | Where-Object Role -EQ system).Content | Should -Be 'Be free.'
    }

    It 'goes on with an answer' {
        $first = Invoke-HolySheepChat 'Hello'
        Asked ($first | Invoke-HolySheepChat -Template fixed) | Should -Be 'Name a {river}.'
    }

    It 'gives an object if it has a schema' {
        Set-HolySheepTemplate mood 'Mood of {}' -Schema @{ Mood = 'good|bad' }
        (Invoke-HolySheepChat 'x' -Template mood).Object.Mood | Should -BeIn 'good', 'bad'
    }

    It 'calls nothing if a value is missing: <_>' -ForEach @(
        "Invoke-HolySheepChat 'x' -Template translate"
        "Invoke-HolySheepChat -Template translate -Variable @{ language = 'French' }"
        "Invoke-HolySheepChat 'x' -Template translate -Variable @{ langauge = 'French' }"
        "Invoke-HolySheepChat 'x' -Variable @{ language = 'French' }"
        "Invoke-HolySheepChat 'x' -Template nope"
        "[pscustomobject]@{ Customer = 'Ada' } | Invoke-HolySheepChat -Template ticket"
    ) {
        { & ([scriptblock]::Create($_ + ' -ErrorAction Stop')) } | Should -Throw
    }
}

Describe 'A template in Invoke-HolySheepCsv' {
    It 'is the prompt of every row, unless another is given' {
        Set-Content TestDrive:/in.csv 'Customer,Body', 'Ada,Help'
        $null = Invoke-HolySheepCsv TestDrive:/in.csv TestDrive:/out.csv -Template ticket 6> $null
        (Import-Csv TestDrive:/out.csv).Answer | Should -Match 'Of Ada: Help'
        $null = Invoke-HolySheepCsv TestDrive:/in.csv TestDrive:/own.csv 'Own {Body}' -Template ticket 6> $null
        (Import-Csv TestDrive:/own.csv).Answer | Should -Match 'Own Help'
    }
}
