/** Names that occur together. The more common ones stand first in each list. */

export interface Culture {
  /** How often, against the others. */
  readonly weight: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

function list(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

export const CULTURES: readonly Culture[] = [
  {
    weight: 38,
    given: list(`
      James Mary Robert Emma John Olivia Michael Sarah David Emily William Anna Thomas Hannah
      Daniel Grace Matthew Laura Andrew Julia Samuel Alice Joseph Rachel Benjamin Megan Ethan Sara
      Henry Claire Jack Lucy Noah Chloe Owen Ella George Ruth Peter Katherine Paul Catherine Adam
      Sophie Luke Amy Mark Jessica Ryan Hazel Nathan Ivy Simon Stella Aaron Naomi Isaac Abigail
      Jonathan Ann Stephen Anne Steven Joan Jon Audrey Alan Allan Ada Eleanor Theodore Violet
      Walter Margaret Edward Helen Frank Rose Arthur Iris Charles Nora`),
    family: list(`
      Smith Johnson Brown Jones Miller Davis Wilson Anderson Taylor Moore Clark Lewis Walker Hall
      Young King Wright Hill Green Baker Adams Nelson Carter Mitchell Roberts Turner Phillips
      Parker Evans Edwards Collins Stewart Morris Reed Cook Bell Murphy Bailey Cooper Ward Gray
      James Watson Brooks Bennett Wood Ross Foster Powell Russell Hughes Price Hamilton Graham
      Sullivan Wallace West Cole Hayes Fisher Ford Marsh Burke Shaw Holmes Rice Hunt Black Palmer
      Mills Grant Knight Stone Dunn Perkins Hudson Spencer Payne Pierce Berry Matthews Arnold
      Willis Ray Watkins Lane Park Andrews Harper Fox Riley Armstrong Weaver Greene Elliott Webb
      O'Brien O'Neill Kelly Kelley Clarke Reid Browne Thompson Thomson Stevens Stephens Whitfield
      Lockwood Ashford Pemberton Thorne Fairchild Barlow Finch Alder Hawthorne`),
  },
  {
    weight: 16,
    given: list(`
      José María Luis Sofía Carlos Isabella Juan Valentina Miguel Camila Diego Lucía Jorge Elena
      Javier Carmen Alejandro Gabriela Ricardo Daniela Fernando Mariana Rafael Ana Andrés Rosa
      Pablo Teresa Sergio Paula Manuel Adriana Mateo Ximena Emilio Beatriz`),
    family: list(`
      García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera
      Gómez Díaz Cruz Reyes Morales Ortiz Gutiérrez Chávez Ramos Ruiz Mendoza Álvarez Castillo
      Romero Herrera Medina Aguilar Vargas Guzmán Vásquez Vega Delgado Salazar Fuentes Navarro
      Rojas Ibarra Figueroa Espinoza Cabrera Montoya Valdez`),
  },
  {
    weight: 6,
    given: list(`Wei Mei Jun Lin Jin Tao Xia Hui Li Yan Ling Fang Hao Yun Jing Kai`),
    family: list(`
      Chen Wang Li Zhang Liu Yang Huang Wu Lin Zhou Xu Sun Ma Zhu Hu Guo He Chan Wong Cheng Chang
      Zhao Gao Luo`),
  },
  {
    weight: 3,
    given: list(`Minjun Seoyeon Jisoo Hyun Eunji Jihoon Soojin Minho Yuna Sungmin Hana Jiwoo`),
    family: list(`Kim Lee Park Choi Jung Kang Cho Yoon Lim Han Shin Seo Kwon`),
  },
  {
    weight: 3,
    given: list(`Yuki Hana Hiro Kenji Sakura Akira Naoko Takeshi Emi Haruto Aiko Daichi Keiko Ren`),
    family: list(`
      Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Mori Hayashi
      Shimizu Yamada`),
  },
  {
    weight: 3,
    given: list(`Minh Linh Thuy Duc Lan Anh Huy Mai Quang Ngoc Tuan Hoa`),
    family: list(`Nguyen Tran Le Pham Vo Dang Bui Do Ho Ngo Huynh Duong`),
  },
  {
    weight: 11,
    given: list(`
      Raj Priya Arjun Anika Rahul Meera Vikram Neha Rohan Divya Sanjay Kavya Amit Pooja Anil Asha
      Kiran Lakshmi Aditya Nisha Imran Ayesha Farhan Zara Dev Leela`),
    family: list(`
      Patel Singh Kumar Sharma Gupta Shah Khan Reddy Rao Mehta Joshi Nair Iyer Desai Kapoor Malhotra
      Chopra Agarwal Banerjee Mukherjee Das Bose Chatterjee Verma Mishra Pillai Menon Bhat Kulkarni
      Ahmed Hussain Chowdhury Rahman Siddiqui Qureshi`),
  },
  {
    weight: 3,
    given: list(`Hans Marie Lukas Greta Klaus Petra Matthias Heidi Jürgen Sabine Felix Anja`),
    family: list(`
      Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Schulz Koch Richter Klein
      Wolf Schröder Neumann Braun Zimmermann`),
  },
  {
    weight: 2,
    given: list(`Erik Ingrid Lars Astrid Nils Freja Anders Karin Henrik Maja Gustav Linnea`),
    family: list(`
      Hansen Larsen Nielsen Johansson Andersson Lindgren Lindqvist Bergström Eriksson Halvorsen
      Dahl Holm`),
  },
  {
    weight: 3,
    given: list(`
      Jean Camille Pierre Élise Luc Margaux François Amélie Antoine Chloé Mathieu Hélène`),
    family: list(`
      Martin Dubois Laurent Lefèvre Moreau Girard Fournier Rousseau Mercier Blanchard Gauthier
      Lambert`),
  },
  {
    weight: 3,
    given: list(
      `Marco Giulia Luca Chiara Matteo Francesca Paolo Alessia Antonio Elena Enzo Bianca`,
    ),
    family: list(`
      Rossi Russo Ferrari Bianchi Romano Colombo Ricci Marino Conti Esposito Moretti Gallo`),
  },
  {
    weight: 6,
    given: list(`
      Ivan Natalia Dmitri Olga Aleksander Katarzyna Pavel Irina Tomasz Agnieszka Viktor Svetlana
      Milan Jana Andrei Elena Stefan Zofia Nikola Vera`),
    family: list(`
      Novak Kowalski Ivanov Petrov Horvat Nowak Popov Volkov Kozlov Sokolov Dvořák Svoboda Kovač
      Jovanović Petrović Wójcik Zielinski Lewandowski Wozniak Kaminski Popescu Ionescu Melnyk
      Shevchenko Bondarenko Marković`),
  },
  {
    weight: 5,
    given: list(`
      Mohamed Fatima Omar Layla Ali Yasmin Hassan Noor Karim Leila Youssef Amira Samir Rania Tariq
      Salma`),
    family: list(`
      Hassan Ali Haddad Mansour Khalil Nasser Saleh Farah Aziz Hamdan Ibrahim Rahimi Karimi
      Hosseini`),
  },
  {
    weight: 4,
    given: list(`
      Kwame Ama Chidi Ngozi Tunde Adaeze Kofi Abena Sipho Thandi Emeka Zainab Jabari Amina Kwesi
      Folake`),
    family: list(`
      Okafor Adeyemi Mensah Okonkwo Diallo Nkosi Osei Boateng Mwangi Abdi Traoré Eze Balogun Kamara
      Kariuki Dlamini Sesay Bello`),
  },
];
